import type { Client } from '@elastic/elasticsearch'
import { BackendError } from '../../core/errors.ts'
import { textHash } from '../../core/hash.ts'
import { refresh } from '../../elastic/refresh.ts'
import { describeCause } from '../../elastic/retry.ts'
import { scan } from '../../elastic/scan.ts'
import { ensureStateIndex, stateIndex } from '../../elastic/state-index.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'

/** The record of a deleted document: the version of the deletion, and when. An older write must not bring the document back. */
export type Tombstone = { kind: 'posts' | 'comments'; id: string; version: number; at: string }

/** The tombstones of these documents, by tombstoneKey. */
export async function findTombstones(
  client: Client,
  prefix: string,
  keys: readonly Pick<Tombstone, 'kind' | 'id'>[],
): Promise<Map<string, Tombstone>> {
  if (keys.length === 0) return new Map()
  const { docs } = await client.mget<{ deleted: Tombstone }>(
    { index: stateIndex(prefix), ids: keys.map(tombstoneKey) },
    within(TIMEOUTS.large),
  )
  const found = docs.flatMap((doc) => {
    if (!('error' in doc)) return doc._source?.deleted ?? []
    if (doc.error.type === 'index_not_found_exception') return []
    throw new BackendError(`${stateIndex(prefix)}: ${describeCause(doc.error)}`)
  })
  return new Map(found.map((tombstone) => [tombstoneKey(tombstone), tombstone]))
}

/** Stores tombstones. */
export async function keepTombstones(
  client: Client,
  prefix: string,
  tombstones: readonly Tombstone[],
): Promise<void> {
  if (tombstones.length === 0) return
  await ensureStateIndex(client, prefix)
  const answer = await client.bulk(
    {
      index: stateIndex(prefix),
      operations: tombstones.flatMap((deleted) => [{ index: { _id: tombstoneKey(deleted) } }, { deleted }]),
    },
    within(TIMEOUTS.large),
  )
  if (answer.errors) throw new BackendError(`${stateIndex(prefix)}: deletions could not be kept`)
}

/** All tombstones, or those since a time. */
export async function* allTombstones(
  client: Client,
  prefix: string,
  since?: Date,
): AsyncGenerator<Tombstone> {
  const index = stateIndex(prefix)
  if (!(await client.indices.exists({ index }, within(TIMEOUTS.large)))) return
  await refresh(client, [index])
  const query =
    since === undefined
      ? { exists: { field: 'deleted.at' } }
      : { range: { 'deleted.at': { gte: since.toISOString() } } }
  for await (const { _source } of scan<{ deleted: Tombstone }>(client, { index, query })) {
    if (_source !== undefined) yield _source.deleted
  }
}

/** The `_id` of a tombstone. It has the hash of the id, since an id may already be as long as an `_id` can be. */
export function tombstoneKey({ kind, id }: Pick<Tombstone, 'kind' | 'id'>): string {
  return `deleted-${kind}-${textHash(id)}`
}
