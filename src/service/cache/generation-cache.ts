import { LRUCache } from 'lru-cache'

type GenerationCacheOptions<V> = {
  /** The size of all values together; 0 keeps nothing. */
  maxSize: number
  /** The size of one value with its key, at least 1, in any unit. */
  sizeOf: (value: V, key: string) => number
  /** How long a value counts as right, so that a replica that lags behind does no lasting harm. */
  ttlMs: number
  /** The same for a value that was made when all replicas had caught up. Default: `ttlMs`. */
  settledMs?: number
  /** How much longer a value is kept for `last`. Default: 0. */
  keepMs?: number
}

/** The values made from one generation. */
type GenerationView<V> = {
  get(key: string): V | undefined
  set(key: string, value: V): void
}

/**
 * An LRU cache of values made from one generation. A generation is an id that changes with the content of the indexes.
 * Once another generation is asked for, all values are dropped, and values still being made from the one before are not
 * kept.
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
   * The values of a generation. `settled`: values set through this view were made when all replicas had caught up with the generation.
   * Without a generation nobody knows how long a value is right, so nothing is kept.
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

  /** The value made from a generation, however old, unless another generation was asked for since. */
  last(generation: string, key: string): V | undefined {
    return generation === this.#generation ? this.#values?.get(key) : undefined
  }

  /** Drops all values. Values that are being made are not kept. */
  clear(): void {
    this.#cleared += 1
    this.#values?.clear()
  }
}

const EMPTY: GenerationView<never> = { get: () => undefined, set: () => undefined }
