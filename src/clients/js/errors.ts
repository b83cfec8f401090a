import type { ErrorAnswer } from '../../service/http/answers.ts'

/** A call that did not succeed: the service refused it or is away. */
export class RequestError extends Error {
  override name = 'RequestError' as const
  /** The HTTP status; undefined if nothing was answered. */
  readonly status: number | undefined
  /** What is wrong, as the service says it. */
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

/** Whether a call was given up, by its signal or for a newer one, which is nothing to show anybody. */
export function isAborted(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
