import { LRUCache } from 'lru-cache'

export type GenerationCacheOptions<V> = {
  /** The size of all values together; 0 keeps nothing. */
  maxSize: number
  /** The size of one value with its key, at least 1, in any unit. */
  sizeOf: (value: V, key: string) => number
  /** How long a value is right at most, so that a copy of an index that lags behind does no lasting harm. */
  ttlMs: number
  /** The same of a value that was made when all copies had caught up; by default no longer. */
  settledMs?: number
  /** How much longer it is kept for `last`; by default not at all. */
  keepMs?: number
}

/** The values that were made from one generation. */
export type GenerationView<V> = {
  get(key: string): V | undefined
  set(key: string, value: V): void
}

/**
 * Values made from what searches find at one moment, the least recently used of which go first. None outlives that
 * moment: once another generation is asked about, all are gone, and what is still being made from the one before is
 * not kept.
 */
export class GenerationCache<V extends object> {
  readonly #values: LRUCache<string, V> | undefined
  readonly #ttlMs: { settled: number; unsettled: number }
  readonly #oldMs: number
  #generation: string | undefined
  #cleared = 0

  constructor({ maxSize, sizeOf, ttlMs, settledMs = ttlMs, keepMs = 0 }: GenerationCacheOptions<V>) {
    this.#ttlMs = { settled: settledMs, unsettled: ttlMs }
    this.#oldMs = keepMs
    this.#values =
      maxSize > 0 ? new LRUCache({ maxSize, maxEntrySize: maxSize, sizeCalculation: sizeOf }) : undefined
  }

  /**
   * The values of a generation, and whether those that are set were made when all copies had caught up with it. Without a generation,
   * nobody knows how long a value is right: nothing is kept.
   */
  of(generation: string | undefined, settled = false): GenerationView<V> {
    const values = this.#values
    if (values === undefined || generation === undefined) return EMPTY
    if (generation !== this.#generation) {
      values.clear()
      this.#generation = generation
    }
    const cleared = this.#cleared
    const ttl = this.#oldMs + this.#ttlMs[settled ? 'settled' : 'unsettled']
    const lasts = () => this.#generation === generation && this.#cleared === cleared
    const isOld = (key: string) => values.getRemainingTTL(key) <= this.#oldMs
    return {
      get: (key) => (lasts() && !isOld(key) ? values.get(key) : undefined),
      set: (key, value) => {
        if (lasts()) values.set(key, value, { ttl })
      },
    }
  }

  /** The value that was made from a generation, however old, if no later one was asked about. */
  last(generation: string, key: string): V | undefined {
    return generation === this.#generation ? this.#values?.get(key) : undefined
  }

  /** Forgets all values, and those that are being made. */
  clear(): void {
    this.#cleared += 1
    this.#values?.clear()
  }
}

const EMPTY: GenerationView<never> = { get: () => undefined, set: () => undefined }
