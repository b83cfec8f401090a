import { NO_SUGGESTIONS, type Suggestions } from './suggestions.ts'

/** No suggestions are requested for this long after a failure: they are only a help, and must not burden a service that is away. */
const PAUSE_MS = 5_000

/** A function that asks the service for suggestions. `others` are the parameters beside the typed text. */
export function suggestionsFrom(
  address: string,
  others: () => readonly (readonly [string, string])[],
): (q: string, signal: AbortSignal) => Promise<Suggestions> {
  let pausedUntil = 0
  return async (q, signal) => {
    if (performance.now() < pausedUntil) return NO_SUGGESTIONS
    const params = new URLSearchParams([['q', q], ...others().map(([name, value]) => [name, value])])
    try {
      const response = await fetch(`${address}?${params}`, { signal })
      if (response.ok) return await response.json()
      if (response.status >= 500 || response.status === 429) pausedUntil = performance.now() + PAUSE_MS
    } catch (error) {
      if (!signal.aborted) pausedUntil = performance.now() + PAUSE_MS
      throw error
    }
    return NO_SUGGESTIONS
  }
}
