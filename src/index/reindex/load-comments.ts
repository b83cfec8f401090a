import { commentKey } from '../../content/documents/comment-key.ts'
import { type PostOfComment, toIndexedComment } from '../../content/documents/to-indexed.ts'
import { convert } from '../../content/intake/convert.ts'
import type { SpooledComment } from '../../content/intake/intake.ts'
import { shortHash } from '../../content/intake/short-hash.ts'
import { OF_UNPUBLISHED, whyKeyTooLong } from '../../content/intake/tally.ts'
import { bulkCreate } from '../../elastic/bulk.ts'
import type { BulkItem } from '../../elastic/bulk-batches.ts'
import { getMany } from '../../elastic/get-many.ts'
import { withRetry } from '../../elastic/retry.ts'
import { TIMEOUTS } from '../../elastic/timeouts.ts'
import type { Loading } from './loading.ts'
import { DELETED_BY_API, isDeleted, yieldToNewer } from './newer-writes.ts'

/** Comments whose posts are fetched in one request: enough to spread its overhead, few enough to keep the answer small. */
const BATCH_SIZE = 500
const POST_FIELDS = [
  'id',
  'title',
  'url',
  'excerpt',
  'image',
  'date',
  'author',
  'tags',
  'categories',
  'keywords',
  'facets',
  'site',
  'language',
]

/** Indexes the spooled comments, each with the fields it needs of its post. Comments whose post is not in the index are only counted. */
export async function loadComments(loading: Loading): Promise<void> {
  const { client, names, tally, signal, retry } = loading
  const { created } = await bulkCreate(client, names.comments, readComments(loading), {
    errors: tally.errors,
    signal,
    retry,
    taken: (entries) => yieldToNewer(loading, 'comments', entries),
  })
  tally.comments.indexed += created
}

async function* readComments(loading: Loading): AsyncGenerator<BulkItem> {
  const { signal, onProgress } = loading
  const { comments } = loading.intake
  let done = 0
  for await (const batch of comments.batches(BATCH_SIZE, signal)) {
    const found = batch.map((spooled) => ({ spooled, postId: loading.addresses.idOf(spooled.comment) }))
    const posts = await fetchPosts(loading, new Set(found.flatMap(({ postId }) => postId ?? [])))
    for (const { spooled, postId } of found) {
      const item = toItem(loading, spooled, { postId, post: posts.get(postId ?? '') })
      if (item !== undefined) yield item
    }
    done += batch.length
    onProgress({ phase: 'comments', done, total: comments.count })
  }
}

function toItem(
  loading: Loading,
  { place, comment }: SpooledComment,
  { postId = '', post }: { postId: string | undefined; post: PostOfComment | undefined },
): BulkItem | undefined {
  const { tally, unpublished, words, commentFragment, blogLanguage } = loading
  if (post === undefined) {
    if (unpublished.has(shortHash(postId))) tally.comments.skip(OF_UNPUBLISHED)
    else tally.comments.skipWithoutPost(place, comment)
    return undefined
  }
  const id = commentKey({ postId, id: comment.id })
  const tooLong = whyKeyTooLong(id)
  if (tooLong !== undefined) {
    tally.errors.add({ place, id, reason: tooLong })
    return undefined
  }
  const hash = shortHash(id)
  if (loading.seenComments.has(hash)) {
    tally.skipRepeated(place, id)
    return undefined
  }
  loading.seenComments.add(hash)
  if (isDeleted(loading, 'comments', id, comment.updated)) {
    tally.comments.skip(DELETED_BY_API)
    return undefined
  }
  return convert(tally, { id, place }, () => {
    const indexed = toIndexedComment(comment, post, { commentFragment, blogLanguage })
    words.add(indexed.comment)
    return indexed
  })
}

/** The posts of comments by id, as the index holds them. Posts that it lacks are left out. */
async function fetchPosts(
  { client, names, signal, retry }: Loading,
  ids: ReadonlySet<string>,
): Promise<Map<string, PostOfComment>> {
  const wanted = { index: names.posts, ids: [...ids], _source_includes: POST_FIELDS }
  const found = await withRetry(
    `Posts of comments could not be read from ${names.posts}`,
    () => getMany<PostOfComment>(client, wanted, { signal, timeoutMs: TIMEOUTS.large }),
    { signal, policy: retry },
  )
  return new Map([...found].map(([id, { _source }]) => [id, _source]))
}
