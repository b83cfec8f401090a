import type { Client } from '@elastic/elasticsearch'
import type { IndexedComment, IndexedPost } from '../../content/documents/indexed.ts'
import { refresh } from '../../elastic/refresh.ts'
import { scan } from '../../elastic/scan.ts'
import { makeChanges } from '../write/change.ts'
import { deleteCommentsOf, deleteSourceCommentsOf, updateCommentsOf } from '../write/post-comments.ts'
import { readStored } from '../write/stored.ts'
import { allTombstones, type Tombstone, tombstoneKey } from '../write/tombstones.ts'
import { forgetWords } from '../write/words.ts'
import { inBatches } from './carry-over.ts'
import type { Loading } from './loading.ts'

/** The indexes of a blog, and its language. */
export type Indexes = Pick<Loading, 'client' | 'names' | 'blogLanguage'> & Partial<Pick<Loading, 'signal'>>

/** The deletions by the API that are newer than those known `before`. */
export async function* deletionsSince(
  client: Client,
  prefix: string,
  before: ReadonlyMap<string, number>,
): AsyncGenerator<Tombstone> {
  for await (const tombstone of allTombstones(client, prefix)) {
    if ((before.get(tombstoneKey(tombstone)) ?? -1) < tombstone.version) yield tombstone
  }
}

/** Deletes the documents that the API deleted since a time, and the words that only they had. Comments by the API are updated from their posts. */
export async function followDeletions(
  indexes: Indexes,
  prefix: string,
  before: ReadonlyMap<string, number> = new Map(),
): Promise<void> {
  const { client, names } = indexes
  let hasDeletions = false
  for await (const batch of inBatches(deletionsSince(client, prefix, before))) {
    hasDeletions = true
    await deleteAgain(indexes, batch)
  }
  await followPosts(indexes)
  if (hasDeletions) await forgetWords(client, names, await allWords(indexes))
}

async function allWords({ client, names }: Indexes): Promise<Set<string>> {
  const words = new Set<string>()
  for await (const { _id } of scan(client, { index: names.words, _source: false })) {
    if (_id !== undefined) words.add(_id)
  }
  return words
}

async function deleteAgain(indexes: Indexes, tombstones: readonly Tombstone[]): Promise<void> {
  for (const kind of ['posts', 'comments'] as const) {
    let deleted = tombstones.filter((tombstone) => tombstone.kind === kind)
    while (deleted.length > 0) {
      const conflicts = await deleteOlder(indexes, kind, deleted)
      deleted = deleted.filter(({ id }) => conflicts.has(id))
    }
  }
}

/** Deletes documents that are older than their deletion. Returns the ids of conflicts: documents that are being written at this moment. */
async function deleteOlder(
  { client, names }: Indexes,
  kind: 'posts' | 'comments',
  deleted: readonly Tombstone[],
): Promise<Set<string>> {
  const ids = deleted.map(({ id }) => id)
  const stored = await readStored<IndexedPost | IndexedComment>(client, names[kind], ids)
  const gone = deleted.filter(({ id, version }) => (stored.get(id)?.source.version ?? 0) <= version)
  if (kind === 'posts') {
    // A post that was written again keeps only the comments that came since its deletion.
    await deleteSourceCommentsOf(client, names.comments, ids)
    await deleteCommentsOf(
      client,
      names.comments,
      gone.map(({ id }) => id),
    )
  }
  const changes = gone.flatMap(({ id }) => {
    const before = stored.get(id)
    return before === undefined ? [] : [{ id, before, after: undefined }]
  })
  return makeChanges(client, names[kind], changes, true)
}

/** Comments that came by the API may be older than their posts. They are updated from their posts, or deleted if they have none. */
async function followPosts(indexes: Indexes): Promise<void> {
  const { client, names, signal } = indexes
  await refresh(client, [names.posts, names.comments], signal)
  const ids = new Set<string>()
  const query = { term: { origin: 'api' } }
  const search = { index: names.comments, query, _source: ['postId'], signal }
  for await (const { _source } of scan<{ postId: string }>(client, search)) {
    if (_source !== undefined) ids.add(_source.postId)
  }
  const gone = await renewComments(indexes, ids)
  await deleteCommentsOf(client, names.comments, gone)
}

/** Updates the comments of posts from the posts. Returns the ids that no post has. Both indexes must have been refreshed. */
export async function renewComments(
  { client, names, blogLanguage }: Indexes,
  ids: ReadonlySet<string>,
): Promise<string[]> {
  const posts = await readStored<IndexedPost>(client, names.posts, ids)
  const found = [...posts.values()].map(({ source }) => source)
  await updateCommentsOf(client, names.comments, found, { language: blogLanguage, refresh: true })
  return [...ids].filter((id) => !posts.has(id))
}
