import type { Client, estypes } from '@elastic/elasticsearch'
import { BackendError } from '../core/errors.ts'
import { withRetry } from './retry.ts'

/** Few requests, and none of them large: documents come with few or no fields. */
const PAGE_SIZE = 5_000
const KEEP_ALIVE = '2m'
const TIMEOUT_MS = 30_000

/** What to read of which documents; all of them without a query. */
export type Scan = Pick<
  estypes.SearchRequest,
  'query' | '_source' | 'docvalue_fields' | 'size' | 'seq_no_primary_term'
> & {
  index: string | string[]
  signal?: AbortSignal | undefined
}

/** All documents of an index as it is now, in no order. Throws a BackendError if a shard does not answer. */
export async function* scan<T>(
  client: Client,
  { index, signal, ...search }: Scan,
): AsyncGenerator<estypes.SearchHit<T>, void, undefined> {
  const options = { requestTimeout: TIMEOUT_MS, ...(signal !== undefined && { signal }) }
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
    await client.closePointInTime({ id }, { requestTimeout: TIMEOUT_MS }).catch(() => undefined)
  }
}
