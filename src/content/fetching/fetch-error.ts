import { InputError } from '../../core/errors.ts'
import { showUrl } from './show-url.ts'

/** Why a resource cannot be had. */
export type FetchFailure = {
  url: string | URL
  expected: string
  given: string
  /** The status of the answer, if there was one. */
  status?: number
  /** Whether the same may succeed a little later. */
  passing?: boolean
  /** How long the server asks to wait. */
  retryAfterMs?: number | undefined
  cause?: unknown
}

/** A resource of the web that cannot be had. The message names the address without its secrets, what was expected and what came. */
export class FetchError extends InputError {
  readonly failure: FetchFailure

  constructor(failure: FetchFailure) {
    const { url, expected, given, cause } = failure
    super(`${showUrl(url)}: expected ${expected}, got ${given}`, { cause })
    this.failure = failure
  }
}
