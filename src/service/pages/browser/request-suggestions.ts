import { NO_SUGGESTIONS, type Suggestions } from './suggestions.ts'

/** No suggestions are requested for this long after a failure: they are only a help, and must not burden a service that is away. */
const PAUSE_MS = 5_000

/** A function that asks the service for suggestions. */
export function suggestionsFrom(address: string): (q: string, signal: AbortSignal) => Promise<Suggestions> {
  let pausedUntil = 0
  return async (q, signal) => {
    if (performance.now() < pausedUntil) return NO_SUGGESTIONS
    try {
      const response = await fetch(`${address}?${new URLSearchParams([['q', q]])}`, { signal })
      if (response.ok) return await response.json()
      if (response.status >= 500 || response.status === 429) pausedUntil = performance.now() + PAUSE_MS
    } catch (error) {
      if (!signal.aborted) pausedUntil = performance.now() + PAUSE_MS
      throw error
    }
    return NO_SUGGESTIONS
  }
}
