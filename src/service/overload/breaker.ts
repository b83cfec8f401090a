import { UnavailableError } from '../../core/errors.ts'

/** Failures in a row after which Elasticsearch counts as away. */
const FAILURES = 3
/** How often one request is let through meanwhile, to see whether it is back. */
const TRIAL_MS = 500
/** A sign of life lasts this long: as long as the watch waits for an answer. */
const LIFE_MS = 2_000

/**
 * Remembers whether Elasticsearch answers. While it does not, requests are told so at once instead of waiting for it one by
 * one, but for a trial now and then; the first answer to anything ends that.
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

  /** Elasticsearch has answered. */
  answered(): void {
    this.#failures = 0
    this.#lastAnswer = this.#now()
  }

  /** A request found it away, too slow or too busy. */
  failed(): void {
    this.#failures += 1
    if (this.#failures === FAILURES) this.#nextTrial = this.#now() + TRIAL_MS
  }

  /** The watch, which waits for two seconds, found it so. That alone says little, unless nothing else was answered meanwhile. */
  unseen(): void {
    if (this.isOpen || this.#now() - this.#lastAnswer < LIFE_MS) return
    this.#failures = FAILURES
    this.#nextTrial = this.#now() + TRIAL_MS
  }
}
