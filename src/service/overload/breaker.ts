import { UnavailableError } from '../../core/errors.ts'

/** Failures in a row after which Elasticsearch counts as away. */
const FAILURES = 3
/** Time between two trials: meanwhile one request is let through to see whether it is back. */
const TRIAL_MS = 500
/** How long an answer proves that Elasticsearch is there: as long as the watch waits for an answer. */
const LIFE_MS = 2_000

/**
 * A circuit breaker: it remembers whether Elasticsearch answers. While Elasticsearch does not, requests fail at once instead
 * of waiting one by one, except for a trial now and then. The first answer to any request closes the breaker.
 */
export class Breaker {
  readonly #now: () => number
  #failures = 0
  #lastAnswer: number
  #nextTrial = 0

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
    this.#lastAnswer = now()
  }

  /** Whether requests are refused now. */
  get isOpen(): boolean {
    return this.#failures >= FAILURES
  }

  /** Throws an UnavailableError if Elasticsearch counts as away and this is no trial. */
  check(): void {
    if (!this.isOpen) return
    if (this.#now() < this.#nextTrial) throw new UnavailableError('Elasticsearch was away a moment ago')
    this.#nextTrial = this.#now() + TRIAL_MS
  }

  /** Records that Elasticsearch has answered. */
  answered(): void {
    this.#failures = 0
    this.#lastAnswer = this.#now()
  }

  /** Records that a request found Elasticsearch away, too slow or too busy. */
  failed(): void {
    this.#failures += 1
    if (this.#failures === FAILURES) this.#nextTrial = this.#now() + TRIAL_MS
  }

  /** Records the same for the watch, which waits for two seconds. It counts only if nothing else was answered meanwhile. */
  unseen(): void {
    if (this.isOpen || this.#now() - this.#lastAnswer < LIFE_MS) return
    this.#failures = FAILURES
    this.#nextTrial = this.#now() + TRIAL_MS
  }
}
