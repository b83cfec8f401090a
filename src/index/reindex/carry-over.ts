import { commentKey } from '../../content/documents/comment-key.ts'
import { withIndexMarks, withoutAnalysisMarks } from '../../content/documents/index-marks.ts'
import type { IndexedComment, IndexedPost } from '../../content/documents/indexed.ts'
import { searchedTexts } from '../../content/documents/searched-texts.ts'
import { ofPost, toLabels } from '../../content/documents/to-indexed.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { bulkCreate } from '../../elastic/bulk.ts'
import type { BulkItem } from '../../elastic/bulk-batches.ts'
import { refresh } from '../../elastic/refresh.ts'
import { scan } from '../../elastic/scan.ts'
import { makeChanges } from '../write/change.ts'
import { readStored } from '../write/stored.ts'
import type { Loading } from './loading.ts'

/** Documents that are read and written at once. */
const BATCH_SIZE = 500
const BY_API = { term: { origin: 'api' } }

/** Copies from the live indexes the posts that came by the API and that no source holds. */
export async function carryPostsOver(loading: Loading, live: IndexNames): Promise<void> {
  await refresh(loading.client, [live.posts, live.comments], loading.signal)
  await create(loading, 'posts', postsByApi(loading, live))
}

/** Copies from the live indexes the comments that came by the API and that no source holds, and popularities that the sources do not give. */
export async function carryCommentsOver(loading: Loading, live: IndexNames): Promise<void> {
  await create(loading, 'comments', commentsByApi(loading, live))
  await carryPopularity(loading, live)
}

async function create(
  { client, names, tally, signal, retry }: Loading,
  kind: 'posts' | 'comments',
  items: AsyncIterable<BulkItem>,
): Promise<void> {
  const { created } = await bulkCreate(client, names[kind], items, {
    errors: tally.errors,
    signal,
    retry,
    // An existing document of the same id is newer, and no error.
    taken: async () => [],
  })
  tally[kind].carriedOver = created
  tally[kind].indexed += created
}

async function* postsByApi(loading: Loading, live: IndexNames): AsyncGenerator<BulkItem> {
  const search = { index: live.posts, query: BY_API, size: BATCH_SIZE, signal: loading.signal }
  for await (const { _id: id = '', _source: post } of scan<IndexedPost>(loading.client, search)) {
    if (post === undefined) continue
    const marked = (text: string) =>
      withIndexMarks(withoutAnalysisMarks(text), post.language, loading.blogLanguage)
    const document = {
      ...post,
      title: marked(post.title),
      text: marked(post.text),
      labels: toLabels(post, loading.blogLanguage),
    }
    loading.words.add(...searchedTexts(document))
    yield { id, place: live.posts, document }
  }
}

async function* commentsByApi(loading: Loading, live: IndexNames): AsyncGenerator<BulkItem> {
  const { client, names, signal, blogLanguage, words, tally } = loading
  const found = scan<IndexedComment>(client, {
    index: live.comments,
    query: BY_API,
    size: BATCH_SIZE,
    signal,
  })
  for await (const batch of inBatches(found)) {
    const comments = batch.flatMap(({ _source }) => _source ?? [])
    const posts = await readStored<IndexedPost>(
      client,
      names.posts,
      comments.map(({ postId }) => postId),
    )
    for (const comment of comments) {
      const post = posts.get(comment.postId)?.source
      if (post === undefined) {
        tally.comments.skipWithoutPost(`${live.comments}/${commentKey(comment)}`, comment)
        continue
      }
      words.add(comment.comment)
      yield { id: commentKey(comment), place: live.comments, document: ofPost(comment, post, blogLanguage) }
    }
  }
}

/** Copies the popularity of posts from the live indexes, where the new ones have none. */
export async function carryPopularity(
  { client, names, signal }: Pick<Loading, 'client' | 'names'> & Partial<Pick<Loading, 'signal'>>,
  live: IndexNames,
): Promise<void> {
  const found = scan<{ popularity: number }>(client, {
    index: live.posts,
    query: { exists: { field: 'popularity' } },
    _source: ['popularity'],
    signal,
  })
  for await (const batch of inBatches(found)) {
    const stored = await readStored<IndexedPost>(
      client,
      names.posts,
      batch.flatMap(({ _id }) => _id ?? []),
    )
    const changes = batch.flatMap(({ _id: id = '', _source: before }) => {
      const now = stored.get(id)
      if (now === undefined || now.source.popularity !== undefined || before === undefined) return []
      return [{ id, before: now, after: { ...now.source, popularity: before.popularity } }]
    })
    await makeChanges(client, names.posts, changes, false)
  }
}

/** Items in batches small enough for one request. */
export async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < BATCH_SIZE) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
