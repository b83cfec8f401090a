import type { ClientRateLimitInfo, Store } from 'express-rate-limit'
import { LRUCache } from 'lru-cache'

/** The time over which limits count requests. */
export const WINDOW_MS = 60_000
/** Clients that are counted at a time, in some 10 MB. The client that was silent longest is dropped first, so that many addresses cannot fill the memory. */
const MAX_CLIENTS = 50_000

type Window = { hits: number; endsAt: number }

/** Counts the requests of each client within its minute, which begins with the first request. Changes of the system clock have no effect. */
export class ClientCounts implements Store {
  readonly localKeys = true
  readonly #windows = new LRUCache<string, Window>({ max: MAX_CLIENTS })

  increment(key: string): ClientRateLimitInfo {
    const now = performance.now()
    let window = this.#windows.get(key)
    if (window === undefined || window.endsAt <= now) window = { hits: 0, endsAt: now + WINDOW_MS }
    window.hits += 1
    this.#windows.set(key, window)
    return { totalHits: window.hits, resetTime: new Date(Date.now() + window.endsAt - now) }
  }

  decrement(key: string): void {
    const window = this.#windows.get(key)
    if (window !== undefined) window.hits -= 1
  }

  resetKey(key: string): void {
    this.#windows.delete(key)
  }
}
