import type { Client } from '@elastic/elasticsearch'
import type { IndexedComment, IndexedPost, Provenance } from '../../content/documents/indexed.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { refresh } from '../../elastic/refresh.ts'
import { scan } from '../../elastic/scan.ts'
import { makeChanges } from '../write/change.ts'
import { isOlder } from '../write/newer.ts'
import { readStored } from '../write/stored.ts'
import { addWords, forgetWords, wordsOfDocument } from '../write/words.ts'
import { carryPopularity, inBatches } from './carry-over.ts'
import { type Indexes, renewComments } from './catch-up.ts'

/** Fields that tell whether two versions of a document differ. */
const STATE = ['hash', 'version', 'origin'] satisfies (keyof Provenance)[]

/** The versions of documents that came by the API, by kind and id. */
export type ApiVersions = ReadonlyMap<string, number>

/** The versions of all documents of some indexes that came by the API. */
export async function readApiVersions(client: Client, names: IndexNames): Promise<ApiVersions> {
  const versions = new Map<string, number>()
  for await (const { kind, batch } of writesByApi(client, names)) {
    for (const [id, { version = 0 }] of batch) versions.set(`${kind} ${id}`, version)
  }
  return versions
}

/** The states of all documents that came by the API, by id, in batches. */
async function* writesByApi(
  client: Client,
  names: IndexNames,
  signal?: AbortSignal,
): AsyncGenerator<{ kind: Kind; batch: Map<string, Provenance> }> {
  await refresh(client, [names.posts, names.comments], signal)
  for (const kind of ['posts', 'comments'] as const) {
    const search = { index: names[kind], query: { term: { origin: 'api' } }, _source: STATE, signal }
    for await (const hits of inBatches(scan<Provenance>(client, search))) {
      yield { kind, batch: new Map(hits.map(({ _id = '', _source = { hash: '' } }) => [_id, _source])) }
    }
  }
}

/** Copies documents that the API wrote into `live` to `indexes`, where they are missing or older. Those that are as they were `before` are left out. A comment is copied even if its post is missing. */
export async function followWrites(
  indexes: Indexes,
  live: IndexNames,
  before: ApiVersions = new Map(),
): Promise<void> {
  const lost = new Set<string>()
  for await (const { kind, batch } of writesByApi(indexes.client, live, indexes.signal)) {
    const changed = [...batch].filter(([id, { version = 0 }]) => before.get(`${kind} ${id}`) !== version)
    let ids = await newerOnes(indexes, kind, new Map(changed))
    while (ids.length > 0) ids = await copy(indexes, kind, ids, { live, lost })
    if (kind === 'posts' && changed.length > 0) {
      // A comment of a source may have been loaded with the post of before.
      await refresh(indexes.client, [indexes.names.posts, indexes.names.comments], indexes.signal)
      await renewComments(indexes, new Set(changed.map(([id]) => id)))
    }
  }
  await carryPopularity(indexes, live)
  await forgetWords(indexes.client, indexes.names, lost)
}

type Kind = 'posts' | 'comments'

/** The ids of documents that the indexes lack, or have in an older state. */
async function newerOnes(
  { client, names }: Indexes,
  kind: Kind,
  states: ReadonlyMap<string, Provenance>,
): Promise<string[]> {
  const stored = await readStored<Provenance>(client, names[kind], states.keys())
  return [...states].flatMap(([id, state]) => {
    const known = stored.get(id)?.source
    return isNewer(state, known) ? [id] : []
  })
}

function isNewer({ hash, version = 0 }: Provenance, known: Provenance | undefined): boolean {
  if (known === undefined) return true
  return known.hash !== hash && !isOlder({ version, origin: 'api' }, known, undefined)
}

/** Copies documents, and returns the ids of conflicts: documents that somebody else wrote at the same moment. */
async function copy(
  { client, names }: Indexes,
  kind: Kind,
  ids: readonly string[],
  { live, lost }: { live: IndexNames; lost: Set<string> },
): Promise<string[]> {
  const found = await readStored<IndexedPost & IndexedComment>(client, live[kind], ids)
  const stored = await readStored<IndexedPost & IndexedComment>(client, names[kind], ids)
  const changes = [...found].flatMap(([id, { source: after }]) => {
    const before = stored.get(id)
    return isNewer(after, before?.source) ? [{ id, before, after }] : []
  })
  const words = new Set(changes.flatMap(({ after }) => [...wordsOfDocument(after)]))
  await addWords(client, names.words, words, true)
  const conflicts = await makeChanges(client, names[kind], changes, true)
  for (const { before } of changes) for (const word of wordsOfDocument(before?.source)) lost.add(word)
  return [...conflicts]
}
