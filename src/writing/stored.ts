import type { Client } from '@elastic/elasticsearch'
import { describeCause } from '../elastic/retry.ts'
import { BackendError, UnavailableError } from '../errors.ts'

/** A document as an index has it, and what tells whether it changed since. */
export type Stored<T> = { source: T; seqNo: number; primaryTerm: number }

const TIMEOUT_MS = 30_000
/** Of a node that has just started, until its shards are recovered. */
const SHARD_AWAY = 'no_shard_available_action_exception'

/** The documents of an index by id, as they are now, be they searchable yet or not. Throws an UnavailableError if its shard is not there, a BackendError if the index is not. */
export async function readStored<T>(
  client: Client,
  index: string,
  ids: Iterable<string>,
): Promise<Map<string, Stored<T>>> {
  const unique = [...new Set(ids)]
  if (unique.length === 0) return new Map()
  const { docs } = await client.mget<T>({ index, ids: unique }, { requestTimeout: TIMEOUT_MS })
  const stored = new Map<string, Stored<T>>()
  for (const doc of docs) {
    if ('error' in doc) {
      const Failure = doc.error.type === SHARD_AWAY ? UnavailableError : BackendError
      throw new Failure(`${index}: ${doc._id}: ${describeCause(doc.error)}`)
    }
    if (!doc.found || doc._source === undefined) continue
    stored.set(doc._id, { source: doc._source, seqNo: doc._seq_no ?? 0, primaryTerm: doc._primary_term ?? 0 })
  }
  return stored
}
