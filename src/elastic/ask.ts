import type { Client, estypes } from '@elastic/elasticsearch'
import { Deadline } from '../core/deadline.ts'
import { aliasNames, type IndexNames } from './aliases.ts'
import { type AliasedSearch, msearch } from './msearch.ts'

/** What it takes to ask: Elasticsearch, the prefix of the aliases, and how long a search may take all in all. */
export type AskContext = {
  client: Client
  indexPrefix: string
  /** What to search instead of the aliases. */
  indexes?: IndexNames
  timeoutMs: number
  /** Called once a round trip to Elasticsearch. */
  onRoundTrip?: (trip: { ms: number }) => void
}

/** What a search asks: the aliases, or what stands in for them. */
export function aliasesOf({ indexes, indexPrefix }: Pick<AskContext, 'indexes' | 'indexPrefix'>): IndexNames {
  return indexes ?? aliasNames(indexPrefix)
}

/** Asks several searches in one round trip. */
export type Ask = (searches: readonly AliasedSearch[]) => Promise<estypes.MsearchMultiSearchItem[]>

/**
 * A way to ask that lasts as long as a search may take, all its round trips together, and ends early with `signal`. Asked for nothing it
 * makes no round trip. Throws a BackendError when Elasticsearch is away, too slow or refuses.
 */
export function asking(ctx: AskContext, signal?: AbortSignal): Ask {
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
