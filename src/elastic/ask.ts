import type { Client, estypes } from '@elastic/elasticsearch'
import { Deadline } from '../core/deadline.ts'
import { aliasNames, type IndexNames } from './aliases.ts'
import { type AliasedSearch, msearch } from './msearch.ts'

/** The context of a search: Elasticsearch, the prefix of the aliases, and the time limit of the whole search. */
export type AskContext = {
  client: Client
  indexPrefix: string
  /** The indexes to search instead of the aliases. */
  indexes?: IndexNames
  timeoutMs: number
  /** Called once for each round trip to Elasticsearch. */
  onRoundTrip?: (trip: { ms: number }) => void
}

/** The names to search: the aliases, or the indexes that replace them. */
export function aliasesOf({ indexes, indexPrefix }: Pick<AskContext, 'indexes' | 'indexPrefix'>): IndexNames {
  return indexes ?? aliasNames(indexPrefix)
}

/** Sends several searches in one round trip. */
export type Ask = (searches: readonly AliasedSearch[]) => Promise<estypes.MsearchMultiSearchItem[]>

/**
 * A function that sends searches. All its round trips together take at most `timeoutMs`, and end early when `signal` aborts. Without
 * searches it makes no round trip. Throws a BackendError if Elasticsearch is away, too slow or refuses.
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

/** The searches of each named part of a larger request, and the answers of each part in the order of its searches. */
export type Searches<Part extends string> = Record<Part, readonly AliasedSearch[]>
export type Answers<Part extends string> = Record<Part, readonly estypes.MsearchMultiSearchItem[]>

/** Sends the searches of all parts in one round trip. */
export async function askParts<Part extends string>(ask: Ask, parts: Searches<Part>): Promise<Answers<Part>> {
  const all = Object.entries<readonly AliasedSearch[]>(parts)
  const answers = await ask(
    all.flatMap(([part, searches]) => searches.map((search) => ({ ...search, part }))),
  )
  const split = all.map(([part, searches]) => [part, answers.splice(0, searches.length)])
  return Object.fromEntries(split)
}
