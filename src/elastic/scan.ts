import type { Client, estypes } from '@elastic/elasticsearch'
import { BackendError } from '../core/errors.ts'
import { withRetry } from './retry.ts'
import { TIMEOUTS, within } from './timeouts.ts'

/** Documents of one request. It makes few requests, none of them large, since documents come with few or no fields. */
const PAGE_SIZE = 5_000
const KEEP_ALIVE = '2m'

/** The documents to read, and their fields; all documents without a query. */
type Scan = Pick<
  estypes.SearchRequest,
  'query' | '_source' | 'docvalue_fields' | 'size' | 'seq_no_primary_term'
> & {
  index: string | string[]
  signal?: AbortSignal | undefined
}

/** All documents of an index as it is now, in no particular order. Throws a BackendError if a shard does not answer. */
export async function* scan<T>(
  client: Client,
  { index, signal, ...search }: Scan,
): AsyncGenerator<estypes.SearchHit<T>, void, undefined> {
  const options = within(TIMEOUTS.large, signal)
  const ask = <R>(call: () => Promise<R>) => withRetry(`${index} could not be read`, call, { signal })
  const { id } = await ask(() => client.openPointInTime({ index, keep_alive: KEEP_ALIVE }, options))
  try {
    let after: estypes.SortResults | undefined
    for (;;) {
      const { hits, _shards } = await ask(() =>
        client.search<T>(
          {
            size: PAGE_SIZE,
            ...search,
            pit: { id, keep_alive: KEEP_ALIVE },
            sort: ['_shard_doc'],
            track_total_hits: false,
            ...(after !== undefined && { search_after: after }),
          },
          options,
        ),
      )
      if (_shards.failed > 0) throw new BackendError(`${index}: ${_shards.failed} shards fail to be read`)
      yield* hits.hits
      after = hits.hits.at(-1)?.sort
      if (after === undefined) return
    }
  } finally {
    await client.closePointInTime({ id }, within(TIMEOUTS.large)).catch(() => undefined)
  }
}
