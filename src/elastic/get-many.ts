import type { Client, estypes } from '@elastic/elasticsearch'
import { RefusedError, UnavailableError } from '../core/errors.ts'
import { describeCause } from './retry.ts'
import { TIMEOUTS, within } from './timeouts.ts'

/** The error of a node that has just started, until its shards are recovered. */
const SHARD_AWAY = 'no_shard_available_action_exception'

/** The documents to get from an index, and their fields; all fields without `_source_includes`. */
type GetMany = { index: string; ids: readonly string[]; _source_includes?: string[] }

/**
 * The documents of an index by id, as they are now, even if they are not searchable yet. Documents that it does not
 * have are absent. Throws an UnavailableError if their shard is not available, and a RefusedError if the index does not
 * exist.
 */
export async function getMany<T>(
  client: Client,
  { index, ids, ...fields }: GetMany,
  { signal, timeoutMs = TIMEOUTS.large }: { signal?: AbortSignal | undefined; timeoutMs?: number } = {},
): Promise<Map<string, estypes.GetGetResult<T> & { _source: T }>> {
  const found = new Map<string, estypes.GetGetResult<T> & { _source: T }>()
  if (ids.length === 0) return found
  const options = within(timeoutMs, signal)
  const { docs } = await client.mget<T>({ index, ids: [...ids], ...fields }, options)
  for (const doc of docs) {
    if ('error' in doc) {
      const Failure = doc.error.type === SHARD_AWAY ? UnavailableError : RefusedError
      throw new Failure(`${index}: ${doc._id}: ${describeCause(doc.error)}`)
    }
    if (doc.found && doc._source !== undefined) found.set(doc._id, { ...doc, _source: doc._source })
  }
  return found
}
