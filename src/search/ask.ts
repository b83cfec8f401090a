import type { estypes } from '@elastic/elasticsearch'
import { Deadline } from '../deadline.ts'
import type { SearchContext } from './find.ts'
import { msearch } from './msearch.ts'
import type { AliasedSearch } from './ranked-searches.ts'

/** Asks several searches in one round trip. */
export type Ask = (searches: readonly AliasedSearch[]) => Promise<estypes.MsearchMultiSearchItem[]>

/**
 * A way to ask that lasts as long as a search may take, all its round trips together, and ends early with `signal`. Asked for nothing it
 * makes no round trip. Throws a BackendError when Elasticsearch is away, too slow or refuses.
 */
export function asking(ctx: SearchContext, signal?: AbortSignal): Ask {
  const end = performance.now() + ctx.timeoutMs
  return async (searches) => {
    if (searches.length === 0) return []
    using until = new Deadline(signal, end - performance.now())
    const options = { named: false, timeoutMs: ctx.timeoutMs, signal: until.signal }
    const { responses, trip } = await msearch(ctx.client, searches, options)
    ctx.onRoundTrip?.({ ms: trip.ms })
    return responses
  }
}

/** Searches by the name of the part that they are of something, and the answers to each part, in the order of its searches. */
export type Searches<Part extends string> = Record<Part, readonly AliasedSearch[]>
export type Answers<Part extends string> = Record<Part, readonly estypes.MsearchMultiSearchItem[]>

/** Asks the searches of all parts in one round trip. */
export async function askParts<Part extends string>(ask: Ask, parts: Searches<Part>): Promise<Answers<Part>> {
  const all = Object.entries<readonly AliasedSearch[]>(parts)
  const answers = await ask(all.flatMap(([, searches]) => searches))
  const split = all.map(([part, searches]) => [part, answers.splice(0, searches.length)])
  return Object.fromEntries(split)
}
