import type { Provenance } from '../../content/documents/indexed.ts'
import type { Tombstone } from './tombstones.ts'
import type { Write } from './write.ts'

/**
 * Whether a newer write came before this one. Between two writes of sources, the last one counts, whatever its version.
 * If one of the two is from the API, the greater version counts; the same holds against a deletion.
 */
export function isOlder(
  write: Pick<Write, 'version' | 'origin'>,
  before: Partial<Provenance> | undefined,
  deleted: Pick<Tombstone, 'version'> | undefined,
): boolean {
  if (deleted !== undefined && deleted.version >= write.version) return true
  const byApi = write.origin === 'api' || before?.origin === 'api'
  return byApi && (before?.version ?? 0) > write.version
}
