import type { Client } from '@elastic/elasticsearch'
import { BackendError } from '../core/errors.ts'
import { withRetry } from './retry.ts'
import { TIMEOUTS, within } from './timeouts.ts'

/** Makes all documents of indexes visible to searches. Tries again while Elasticsearch says "not now"; throws a BackendError that names the indexes if they cannot be refreshed. */
export async function refresh(
  client: Client,
  indexes: readonly string[],
  signal?: AbortSignal | undefined,
): Promise<void> {
  const name = indexes.join(', ')
  const { _shards } = await withRetry(
    `${name} could not be refreshed`,
    () => client.indices.refresh({ index: [...indexes] }, within(TIMEOUTS.write, signal)),
    { signal },
  )
  if ((_shards?.failed ?? 0) > 0) throw new BackendError(`${name}: ${_shards?.failed} shards fail to refresh`)
}
