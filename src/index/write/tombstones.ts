import type { Client } from '@elastic/elasticsearch'
import { BackendError } from '../../core/errors.ts'
import { textHash } from '../../core/hash.ts'
import { refresh } from '../../elastic/refresh.ts'
import { describeCause } from '../../elastic/retry.ts'
import { scan } from '../../elastic/scan.ts'
import { ensureStateIndex, stateIndex } from '../../elastic/state-index.ts'

/** That a document was deleted, by which version, and when. An older write must not bring it back. */
export type Tombstone = { kind: 'posts' | 'comments'; id: string; version: number; at: string }

const TIMEOUT_MS = 30_000

/** What was deleted of these documents, by `kind` and id. */
export async function findTombstones(
  client: Client,
  prefix: string,
  keys: readonly Pick<Tombstone, 'kind' | 'id'>[],
): Promise<Map<string, Tombstone>> {
  if (keys.length === 0) return new Map()
  const { docs } = await client.mget<{ deleted: Tombstone }>(
    { index: stateIndex(prefix), ids: keys.map(tombstoneKey) },
    { requestTimeout: TIMEOUT_MS },
  )
  const found = docs.flatMap((doc) => {
    if (!('error' in doc)) return doc._source?.deleted ?? []
    if (doc.error.type === 'index_not_found_exception') return []
    throw new BackendError(`${stateIndex(prefix)}: ${describeCause(doc.error)}`)
  })
  return new Map(found.map((tombstone) => [tombstoneKey(tombstone), tombstone]))
}

/** Keeps that documents were deleted. */
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
    { requestTimeout: TIMEOUT_MS },
  )
  if (answer.errors) throw new BackendError(`${stateIndex(prefix)}: deletions could not be kept`)
}

/** All that was deleted, or what was deleted since a time. */
export async function* allTombstones(
  client: Client,
  prefix: string,
  since?: Date,
): AsyncGenerator<Tombstone> {
  const index = stateIndex(prefix)
  if (!(await client.indices.exists({ index }, { requestTimeout: TIMEOUT_MS }))) return
  await refresh(client, [index])
  const query =
    since === undefined
      ? { exists: { field: 'deleted.at' } }
      : { range: { 'deleted.at': { gte: since.toISOString() } } }
  for await (const { _source } of scan<{ deleted: Tombstone }>(client, { index, query })) {
    if (_source !== undefined) yield _source.deleted
  }
}

/** The `_id` of a tombstone; ids are hashed, since they may be as long as an `_id` can be. */
export function tombstoneKey({ kind, id }: Pick<Tombstone, 'kind' | 'id'>): string {
  return `deleted-${kind}-${textHash(id)}`
}
