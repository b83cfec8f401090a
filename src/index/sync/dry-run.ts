import type { Client } from '@elastic/elasticsearch'
import type { Provenance } from '../../content/documents/indexed.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { isOlder } from '../write/newer.ts'
import { readStored } from '../write/stored.ts'
import { findTombstones, tombstoneKey } from '../write/tombstones.ts'
import { keyOf, type Write, type WriteResult } from '../write/write.ts'

/** The target of a dry run. A reindex (`everything`) overwrites documents that the API wrote; with `replace` it ignores deletions of the API too. */
type DryRun = {
  client: Client
  prefix: string
  live: IndexNames | undefined
  everything: boolean
  replace: boolean
}

/** The results that writes would have, judged from the index alone: every comment is assumed to have its post. */
export async function dryRunWrites(
  { client, prefix, live, everything, replace }: DryRun,
  writes: readonly Write[],
): Promise<WriteResult[]> {
  const keys = writes.map((write) => ({ kind: write.kind, id: keyOf(write) }))
  const tombstones = replace ? new Map() : await findTombstones(client, prefix, keys)
  const stored = async (kind: Write['kind']) => {
    const ids = keys.filter((key) => key.kind === kind).map(({ id }) => id)
    return live === undefined ? new Map() : readStored<Provenance>(client, live[kind], ids)
  }
  const before = { posts: await stored('posts'), comments: await stored('comments') }
  return writes.map((write) => {
    const id = keyOf(write)
    const known: Provenance | undefined = before[write.kind].get(id)?.source
    const deleted =
      write.action === 'put' ? tombstones.get(tombstoneKey({ kind: write.kind, id })) : undefined
    if (isOlder(write, everything ? undefined : known, deleted)) return 'older'
    if (write.action === 'delete') return 'deleted'
    return known === undefined ? 'created' : 'updated'
  })
}
