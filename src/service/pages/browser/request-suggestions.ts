import { NO_SUGGESTIONS, type Suggestions } from './suggestions.ts'

/** After a failure, suggestions are not asked for so long: they are a help, and no reason to burden a service that is away. */
const PAUSE_MS = 5_000

/** A way to ask the service for suggestions. */
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
