import type { Client, estypes } from '@elastic/elasticsearch'
import { BackendError } from '../errors.ts'
import type { RoundTrip } from './debug-answer.ts'
import type { AliasedSearch } from './ranked-searches.ts'

/** The answers of one round trip, in the order of its searches, and the trip itself for debugging. */
export type Answers = { responses: estypes.MsearchMultiSearchItem[]; trip: Omit<RoundTrip, 'start'> }

/**
 * With several shards, how rare a word is gets counted in all of them before any of them scores, so that the order is that of one shard.
 * With one shard Elasticsearch leaves the extra step out by itself.
 */
const SEARCH_TYPE = 'dfs_query_then_fetch'

/** Asks Elasticsearch all searches in one request. Throws a BackendError if it is away, late, or fails in any of them. */
export async function msearch(
  client: Client,
  searches: readonly AliasedSearch[],
  options: { named: boolean; timeoutMs: number; signal: AbortSignal },
): Promise<Answers> {
  const lines = searches.flatMap(({ index, body }) => [
    { index, search_type: SEARCH_TYPE },
    { ...body, timeout: `${options.timeoutMs}ms` },
  ])
  const started = performance.now()
  const responses = await send(client, lines, options)
  return {
    responses,
    trip: {
      ms: performance.now() - started,
      path: options.named ? '/_msearch?include_named_queries_score=true' : '/_msearch',
      searches: lines,
      took: options.named ? responses.map(({ took }) => took) : [],
    },
  }
}

async function send(
  client: Client,
  lines: Record<string, unknown>[],
  options: { named: boolean; timeoutMs: number; signal: AbortSignal },
): Promise<estypes.MsearchMultiSearchItem[]> {
  const { responses } = await client
    .msearch(
      { searches: lines, ...(options.named && { include_named_queries_score: true }) },
      { signal: options.signal, requestTimeout: options.timeoutMs },
    )
    .catch((cause: unknown) => {
      throw new BackendError('Elasticsearch did not answer a search', { cause })
    })
  return responses.map(complete)
}

/** One search's answer, if it is whole: an error, a time-out or a failed shard would pass for "nothing found". */
function complete(
  response: estypes.MsearchMultiSearchItem | estypes.ErrorResponseBase,
): estypes.MsearchMultiSearchItem {
  if ('error' in response) {
    throw new BackendError('Elasticsearch refused a search', { cause: response.error })
  }
  if (response.timed_out || response._shards.failed > 0) {
    throw new BackendError('Elasticsearch answered a search only in part', { cause: response._shards })
  }
  return response
}
