import type { ErrorAnswer } from '../../service/http/answer-schemas.ts'

/** A call that did not succeed: the service refused it or is away. */
export class RequestError extends Error {
  override name = 'RequestError' as const
  /** The HTTP status; undefined if there was no answer. */
  readonly status: number | undefined
  /** The errors that the service named. */
  readonly errors: ErrorAnswer['errors']

  constructor(
    message: string,
    { status, errors = [], cause }: { status?: number; errors?: ErrorAnswer['errors']; cause?: unknown },
  ) {
    super(message, { cause })
    this.status = status
    this.errors = errors
  }
}

/** Whether a call was aborted, by its signal or by a newer call. Readers need not see this error. */
export function isAborted(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
}
