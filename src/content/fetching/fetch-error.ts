import { InputError } from '../../core/errors.ts'
import { showUrl } from './show-url.ts'

/** The reason why a resource cannot be fetched. */
type FetchFailure = {
  url: string | URL
  expected: string
  given: string
  /** The status of the answer, if there was one. */
  status?: number
  /** Whether the same request may succeed a little later. */
  passing?: boolean
  /** The wait that the server asks for. */
  retryAfterMs?: number | undefined
  cause?: unknown
}

/** A web resource cannot be fetched. The message names the address without its secrets, what was expected and what came. */
export class FetchError extends InputError {
  readonly failure: FetchFailure

  constructor(failure: FetchFailure) {
    const { url, expected, given, cause } = failure
    super(`${showUrl(url)}: expected ${expected}, got ${given}`, { cause })
    this.failure = failure
  }
}
