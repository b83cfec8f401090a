import type { Client } from '@elastic/elasticsearch'
import { BackendError } from '../../core/errors.ts'
import { textHash } from '../../core/hash.ts'
import { refresh } from '../../elastic/refresh.ts'
import { describeCause } from '../../elastic/retry.ts'
import { scan } from '../../elastic/scan.ts'
import { ensureStateIndex, stateIndex } from '../../elastic/state-index.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'
import { makeChanges } from './change.ts'
import { readStored } from './stored.ts'

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

/** A deletion that is to be remembered: `versionAfter` tells its version where an earlier one is known. */
type Deletion = Pick<Tombstone, 'kind' | 'id'> & {
  versionAfter: (known: number | undefined) => number
}

/** Others may write the same tombstones at the same moment: after so many rounds something else is wrong. */
const MAX_ROUNDS = 20

/**
 * Stores a tombstone for each deletion, unless a newer one is there. A tombstone is written only if it is still as it was read (optimistic
 * concurrency), so that of two deletions at the same moment the newer one stays. Throws a BackendError that says why one could not be stored.
 */
export async function keepTombstones(
  client: Client,
  prefix: string,
  deletions: readonly Deletion[],
  at = new Date().toISOString(),
): Promise<void> {
  if (deletions.length === 0) return
  await ensureStateIndex(client, prefix)
  let left = deletions
  for (let round = 0; left.length > 0; round++) {
    if (round >= MAX_ROUNDS)
      throw new BackendError(`${stateIndex(prefix)}: deletions could not be kept: others wrote the same ones`)
    const stored = await readStored<{ deleted: Tombstone }>(
      client,
      stateIndex(prefix),
      left.map(tombstoneKey),
    )
    const changes = left.flatMap((deletion) => {
      const before = stored.get(tombstoneKey(deletion))
      const known = before?.source.deleted.version
      const version = deletion.versionAfter(known)
      const { kind, id } = deletion
      if (known !== undefined && known >= version) return []
      return [{ id: tombstoneKey(deletion), before, after: { deleted: { kind, id, version, at } } }]
    })
    const conflicts = await makeChanges(client, stateIndex(prefix), changes, false)
    left = left.filter((deletion) => conflicts.has(tombstoneKey(deletion)))
  }
}

/** All tombstones. */
export async function* allTombstones(client: Client, prefix: string): AsyncGenerator<Tombstone> {
  const index = stateIndex(prefix)
  if (!(await client.indices.exists({ index }, within(TIMEOUTS.large)))) return
  await refresh(client, [index])
  const query = { exists: { field: 'deleted.at' } }
  for await (const { _source } of scan<{ deleted: Tombstone }>(client, { index, query })) {
    if (_source !== undefined) yield _source.deleted
  }
}

/** The `_id` of a tombstone. It has the hash of the id, since an id may already be as long as an `_id` can be. */
export function tombstoneKey({ kind, id }: Pick<Tombstone, 'kind' | 'id'>): string {
  return `deleted-${kind}-${textHash(id)}`
}
