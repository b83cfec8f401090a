import { isDeepStrictEqual } from 'node:util'
import type { Client } from '@elastic/elasticsearch'
import type { IndexedComment, IndexedPost } from '../../content/documents/indexed.ts'
import { ofPost } from '../../content/documents/to-indexed.ts'
import { scan } from '../../elastic/scan.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'
import { type Change, makeChanges, type Refresh } from './change.ts'
import type { Stored } from './stored.ts'

const PAGE_SIZE = 1_000

type StoredComment = Stored<IndexedComment> & { key: string }

/** Deletes the comments of posts, and returns them. */
export async function deleteCommentsOf(
  client: Client,
  index: string,
  postIds: readonly string[],
): Promise<IndexedComment[]> {
  const comments = await commentsOf(client, index, postIds)
  const changes = comments.map(({ key }) => ({ id: key, before: undefined, after: undefined }))
  await makeChanges(client, index, changes, true)
  return comments.map(({ source }) => source)
}

/** Deletes the comments of posts that came from a source, unless the API writes them at this moment. Returns those that were found. */
export async function deleteSourceCommentsOf(
  client: Client,
  index: string,
  postIds: readonly string[],
): Promise<IndexedComment[]> {
  const comments = await commentsOf(client, index, postIds)
  const fromSources = comments.filter(({ source }) => source.origin !== 'api')
  const changes = fromSources.map((comment) => ({ id: comment.key, before: comment, after: undefined }))
  await makeChanges(client, index, changes, true)
  return fromSources.map(({ source }) => source)
}

/** Updates the comments of posts with the current fields of their posts. */
export async function updateCommentsOf(
  client: Client,
  index: string,
  posts: readonly IndexedPost[],
  { language, refresh }: { language: string; refresh: Refresh },
): Promise<void> {
  let waiting = new Map(posts.map((post) => [post.id, post]))
  while (waiting.size > 0) {
    const comments = await commentsOf(client, index, [...waiting.keys()])
    const changes = comments.flatMap((comment) => followPost(comment, waiting, language))
    const conflicts = await makeChanges(client, index, changes, refresh)
    const again = comments.flatMap(({ key, source }) => (conflicts.has(key) ? [source.postId] : []))
    waiting = new Map([...waiting].filter(([id]) => again.includes(id)))
  }
}

function followPost(
  comment: StoredComment,
  posts: ReadonlyMap<string, IndexedPost>,
  language: string,
): Change[] {
  const post = posts.get(comment.source.postId)
  if (post === undefined) return []
  const after = ofPost(comment.source, post, language)
  return isDeepStrictEqual(comment.source, after) ? [] : [{ id: comment.key, before: comment, after }]
}

/** The comments of posts, including all written by now. */
async function commentsOf(
  client: Client,
  index: string,
  postIds: readonly string[],
): Promise<StoredComment[]> {
  if (postIds.length === 0) return []
  await client.indices.refresh({ index }, within(TIMEOUTS.write))
  const found: StoredComment[] = []
  const query = { terms: { postId: [...postIds] } }
  const search = { index, query, size: PAGE_SIZE, seq_no_primary_term: true }
  for await (const { _id = '', _source, _seq_no = 0, _primary_term = 0 } of scan<IndexedComment>(
    client,
    search,
  )) {
    if (_source !== undefined) {
      found.push({ key: _id, source: _source, seqNo: _seq_no, primaryTerm: _primary_term })
    }
  }
  return found
}
