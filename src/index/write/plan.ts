import type { Provenance } from '../../content/documents/indexed.ts'
import type { Change } from './change.ts'
import { isOlder } from './newer.ts'
import type { Placed } from './rounds.ts'
import type { Stored } from './stored.ts'
import { type Tombstone, tombstoneKey } from './tombstones.ts'
import { versionAfter, type WriteResult } from './write.ts'

/** The planned change of a document by a write, and its result. Nothing changes if `after` is the stored source. */
export type Planned<T> = Change & {
  placed: Placed
  before: Stored<T> | undefined
  after: T | undefined
  result: WriteResult
}

/** Plans a write against the stored document. `make` makes the new document, or returns undefined if its post is missing. */
export function plan<T extends Provenance>(
  placed: Placed,
  before: Stored<T> | undefined,
  tombstones: ReadonlyMap<string, Tombstone>,
  make: (before: T | undefined) => T | undefined,
): Planned<T> {
  const { key: id } = placed
  const deleted = tombstones.get(tombstoneKey({ kind: placed.write.kind, id }))
  const write = {
    ...placed.write,
    version: versionAfter(placed.write, before?.source.version, deleted?.version),
  }
  const unchanged = { id, placed, before, after: before?.source }
  if (write.action === 'delete') {
    if (before === undefined) return { ...unchanged, result: 'not found' }
    if (isOlder(write, before.source, undefined)) return { ...unchanged, result: 'older' }
    return { ...unchanged, after: undefined, result: 'deleted' }
  }
  if (isOlder(write, before?.source, deleted)) return { ...unchanged, result: 'older' }
  const made = make(before?.source)
  if (made === undefined) return { ...unchanged, result: 'no post' }
  const { version, origin } = write
  const after = { ...made, version, ...(origin !== undefined && { origin }) }
  return { ...unchanged, after, result: before === undefined ? 'created' : 'updated' }
}

/** The results of writes whose documents are too large, by the places of the writes. `tooLarge` has the reasons by `_id`. */
export function* refusals<T>(
  planned: readonly Planned<T>[],
  tooLarge: ReadonlyMap<string, string>,
): Generator<[number, WriteResult]> {
  for (const { id, placed } of planned) {
    const reason = tooLarge.get(id)
    if (reason !== undefined) yield [placed.place, { tooLarge: reason }]
  }
}

/** Whether the plan changes the document. */
export function isChange<T>({ before, after }: Planned<T>): boolean {
  return before?.source !== after
}
