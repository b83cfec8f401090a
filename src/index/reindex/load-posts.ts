import type { Post } from '../../content/documents/document.ts'
import { searchedTexts } from '../../content/documents/searched-texts.ts'
import { toIndexedPost } from '../../content/documents/to-indexed.ts'
import { convert } from '../../content/intake/convert.ts'
import { shortHash } from '../../content/intake/short-hash.ts'
import { type TakenIn, takeIn } from '../../content/intake/take-in.ts'
import type { Source } from '../../content/sources/source.ts'
import { bulkCreate } from '../../elastic/bulk.ts'
import type { BulkItem } from '../../elastic/bulk-batches.ts'
import { withVectors } from '../vectors/with-vectors.ts'
import type { Loading } from './loading.ts'
import { DELETED_BY_API, isDeleted, yieldToNewer } from './newer-writes.ts'

/** Reads all sources once, and counts what stays out of the indexes. */
export async function readSources(loading: Loading, sources: readonly Source[]): Promise<void> {
  let done = 0
  const onItem = () => {
    done += 1
    loading.onProgress({ phase: 'read', done })
  }
  for (const source of sources) {
    for await (const taken of takeIn(source, { ...loading, onItem })) await take(loading, taken)
  }
}

async function take({ intake, addresses, unpublished }: Loading, taken: TakenIn): Promise<void> {
  const { place } = taken
  if (taken.published) {
    if (taken.kind === 'post') await intake.posts.add({ place, source: taken.source, post: taken.post })
    else await intake.comments.add({ place, comment: taken.comment })
  } else if (taken.kind === 'post') {
    addresses.add(taken.post)
    unpublished.add(shortHash(taken.post.id))
  }
}

/** Indexes the posts that the sources had. */
export async function loadPosts(loading: Loading): Promise<void> {
  const { client, names, tally, signal, retry } = loading
  const { vectors } = loading
  const posts = readPosts(loading)
  const items = vectors === undefined ? posts : withVectors(vectors, posts, signal)
  const { created } = await bulkCreate(client, names.posts, items, {
    errors: tally.errors,
    signal,
    retry,
    taken: (entries) => yieldToNewer(loading, 'posts', entries),
  })
  tally.posts.indexed += created
}

async function* readPosts(loading: Loading): AsyncGenerator<BulkItem> {
  const { intake, signal, onProgress } = loading
  let done = 0
  for await (const { place, post } of intake.posts.counting(loading, signal)) {
    const item = post && toItem(loading, place, post)
    if (item !== undefined) yield item
    done += 1
    onProgress({ phase: 'posts', done, total: intake.posts.count })
  }
}

function toItem(loading: Loading, place: string, post: Post): BulkItem | undefined {
  loading.addresses.add(post)
  if (isDeleted(loading, 'posts', post.id, post.updated)) {
    loading.tally.posts.skip(DELETED_BY_API)
    loading.unpublished.add(shortHash(post.id))
    return undefined
  }
  return convert(loading.tally, { id: post.id, place }, () => {
    const indexed = toIndexedPost(post, loading.blogLanguage)
    loading.words.add(...searchedTexts(indexed))
    return indexed
  })
}
