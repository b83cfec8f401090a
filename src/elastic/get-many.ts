import type { Client, estypes } from '@elastic/elasticsearch'
import { BackendError, UnavailableError } from '../core/errors.ts'
import { describeCause } from './retry.ts'

/** Of a node that has just started, until its shards are recovered. */
const SHARD_AWAY = 'no_shard_available_action_exception'
const TIMEOUT_MS = 30_000

/** Which documents of an index, and which fields of theirs; all without `_source_includes`. */
export type GetMany = { index: string; ids: readonly string[]; _source_includes?: string[] }

/**
 * The documents of an index by id, as they are now, be they searchable yet or not; those that it does not have are
 * missing. Throws an UnavailableError if their shard is not there, a BackendError if the index is not.
 */
export async function getMany<T>(
  client: Client,
  { index, ids, ...fields }: GetMany,
  { signal, timeoutMs = TIMEOUT_MS }: { signal?: AbortSignal | undefined; timeoutMs?: number } = {},
): Promise<Map<string, estypes.GetGetResult<T> & { _source: T }>> {
  const found = new Map<string, estypes.GetGetResult<T> & { _source: T }>()
  if (ids.length === 0) return found
  const options = { requestTimeout: timeoutMs, ...(signal !== undefined && { signal }) }
  const { docs } = await client.mget<T>({ index, ids: [...ids], ...fields }, options)
  for (const doc of docs) {
    if ('error' in doc) {
      const Failure = doc.error.type === SHARD_AWAY ? UnavailableError : BackendError
      throw new Failure(`${index}: ${doc._id}: ${describeCause(doc.error)}`)
    }
    if (doc.found && doc._source !== undefined) found.set(doc._id, { ...doc, _source: doc._source })
  }
  return found
}
