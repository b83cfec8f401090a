import type { IndexedComment, IndexedPost, Provenance } from '../../content/documents/indexed.ts'
import type { BulkEntry } from '../../elastic/bulk-batches.ts'
import { withRetry } from '../../elastic/retry.ts'
import { makeChanges } from '../write/change.ts'
import { isOlder } from '../write/newer.ts'
import { readStored } from '../write/stored.ts'
import { tombstoneKey } from '../write/tombstones.ts'
import type { Loading } from './loading.ts'

export const DELETED_BY_API = 'deleted by the API'
const NEWER_BY_API = 'newer by the API'

/** Whether the API deleted a document after its source changed it last. */
export function isDeleted(
  { deleted }: Loading,
  kind: 'posts' | 'comments',
  id: string,
  updated: string | undefined,
): boolean {
  if (deleted.size === 0) return false
  const version = deleted.get(tombstoneKey({ kind, id }))
  return version !== undefined && version >= (updated === undefined ? 0 : Date.parse(updated))
}

/** Keeps documents that the API wrote while a source was read if they are newer, else overwrites them. Returns the entries whose id another document of the sources has. */
export async function yieldToNewer(
  { client, names, tally, retry, signal }: Loading,
  kind: 'posts' | 'comments',
  entries: BulkEntry[],
): Promise<BulkEntry[]> {
  const ids = entries.map(({ id }) => id)
  const stored = await withRetry(
    `${names[kind]} could not be read`,
    () => readStored<IndexedPost | IndexedComment>(client, names[kind], ids),
    { policy: retry, signal },
  )
  const repeated: BulkEntry[] = []
  for (const entry of entries) {
    const before = stored.get(entry.id)
    if (before === undefined) {
      // The API wrote it and deleted it again.
      tally[kind].skip(DELETED_BY_API)
      continue
    }
    if (before.source.origin !== 'api') {
      repeated.push(entry)
      continue
    }
    const after: Provenance = JSON.parse(entry.source)
    const conflicts = isOlder({ version: after.version ?? 0 }, before.source, undefined)
      ? new Set([entry.id])
      : await makeChanges(client, names[kind], [{ id: entry.id, before, after }], false)
    if (conflicts.size > 0) tally[kind].skip(NEWER_BY_API)
    else tally[kind].indexed += 1
  }
  return repeated
}
