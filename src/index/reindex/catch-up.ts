import type { Client } from '@elastic/elasticsearch'
import type { IndexedComment, IndexedPost } from '../../content/documents/indexed.ts'
import { refresh } from '../../elastic/refresh.ts'
import { scan } from '../../elastic/scan.ts'
import { makeChanges } from '../write/change.ts'
import { deleteCommentsOf, deleteSourceCommentsOf, updateCommentsOf } from '../write/post-comments.ts'
import { readStored } from '../write/stored.ts'
import { allTombstones, type Tombstone, tombstoneKey } from '../write/tombstones.ts'
import { forgetWords, wordsOfDocument } from '../write/words.ts'
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

/** Deletes from finished indexes the documents that the API deleted, and the words that only they had. Comments by the API are updated from their posts. */
export async function followDeletions(indexes: Indexes, prefix: string): Promise<void> {
  const { lost } = await deleteSince(indexes, prefix, new Map())
  await forgetWords(indexes.client, indexes.names, lost)
}

/** Deletes from indexes that were just loaded the documents that the API deleted since a time. A document that was deleted while the indexes were loaded may have left any of their words. */
export async function followDeletionsSince(
  indexes: Indexes,
  prefix: string,
  before: ReadonlyMap<string, number>,
): Promise<void> {
  const { deletions } = await deleteSince(indexes, prefix, before)
  if (deletions > 0) await forgetWords(indexes.client, indexes.names, await allWords(indexes))
}

/** Deletes the documents that the API deleted since a time. Returns how many deletions there were, and the words of the documents that it deleted. */
async function deleteSince(
  indexes: Indexes,
  prefix: string,
  before: ReadonlyMap<string, number>,
): Promise<{ deletions: number; lost: Set<string> }> {
  const lost = new Set<string>()
  let deletions = 0
  for await (const batch of inBatches(deletionsSince(indexes.client, prefix, before))) {
    deletions += batch.length
    await deleteAgain(indexes, batch, lost)
  }
  await followPosts(indexes, lost)
  return { deletions, lost }
}

async function allWords({ client, names }: Indexes): Promise<Set<string>> {
  const words = new Set<string>()
  for await (const { _id } of scan(client, { index: names.words, _source: false })) {
    if (_id !== undefined) words.add(_id)
  }
  return words
}

async function deleteAgain(
  indexes: Indexes,
  tombstones: readonly Tombstone[],
  lost: Set<string>,
): Promise<void> {
  for (const kind of ['posts', 'comments'] as const) {
    let deleted = tombstones.filter((tombstone) => tombstone.kind === kind)
    while (deleted.length > 0) {
      const conflicts = await deleteOlder(indexes, kind, deleted, lost)
      deleted = deleted.filter(({ id }) => conflicts.has(id))
    }
  }
}

/** Deletes documents that are older than their deletion, and adds their words to `lost`. Returns the ids of conflicts: documents that are being written at this moment. */
async function deleteOlder(
  { client, names }: Indexes,
  kind: 'posts' | 'comments',
  deleted: readonly Tombstone[],
  lost: Set<string>,
): Promise<Set<string>> {
  const ids = deleted.map(({ id }) => id)
  const stored = await readStored<IndexedPost | IndexedComment>(client, names[kind], ids)
  const gone = deleted.filter(({ id, version }) => (stored.get(id)?.source.version ?? 0) <= version)
  if (kind === 'posts') {
    // A post that was written again keeps only the comments that came since its deletion.
    const fromSources = await deleteSourceCommentsOf(client, names.comments, ids)
    const others = await deleteCommentsOf(
      client,
      names.comments,
      gone.map(({ id }) => id),
    )
    addWordsOf([...fromSources, ...others], lost)
  }
  const changes = gone.flatMap(({ id }) => {
    const before = stored.get(id)
    return before === undefined ? [] : [{ id, before, after: undefined }]
  })
  addWordsOf(
    changes.map(({ before }) => before.source),
    lost,
  )
  return makeChanges(client, names[kind], changes, true)
}

function addWordsOf(documents: readonly Partial<IndexedPost & IndexedComment>[], words: Set<string>): void {
  for (const document of documents) for (const word of wordsOfDocument(document)) words.add(word)
}

/** Comments that came by the API may be older than their posts. They are updated from their posts. Those without a post are deleted, and their words added to `lost`. */
async function followPosts(indexes: Indexes, lost: Set<string>): Promise<void> {
  const { client, names, signal } = indexes
  await refresh(client, [names.posts, names.comments], signal)
  const ids = new Set<string>()
  const query = { term: { origin: 'api' } }
  const search = { index: names.comments, query, _source: ['postId'], signal }
  for await (const { _source } of scan<{ postId: string }>(client, search)) {
    if (_source !== undefined) ids.add(_source.postId)
  }
  const gone = await renewComments(indexes, ids)
  addWordsOf(await deleteCommentsOf(client, names.comments, gone), lost)
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
