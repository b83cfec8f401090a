import type { Post } from '../../content/documents/document.ts'
import { searchedTexts } from '../../content/documents/searched-texts.ts'
import { toIndexedPost } from '../../content/documents/to-indexed.ts'
import { convert } from '../../content/intake/convert.ts'
import { shortHash } from '../../content/intake/short-hash.ts'
import { type TakenIn, takeIn } from '../../content/intake/take-in.ts'
import type { Source } from '../../content/sources/source.ts'
import { bulkCreate } from '../../elastic/bulk.ts'
import type { BulkItem } from '../../elastic/bulk-batches.ts'
import type { Loading } from './loading.ts'
import { DELETED_BY_API, isDeleted, yieldToNewer } from './newer-writes.ts'

/** Reads all sources once: posts go into their index, comments into the spool. */
export async function loadPosts(loading: Loading, sources: readonly Source[]): Promise<void> {
  const { client, names, tally, signal, retry } = loading
  const { created } = await bulkCreate(client, names.posts, readPosts(loading, sources), {
    errors: tally.errors,
    signal,
    retry,
    taken: (entries) => yieldToNewer(loading, 'posts', entries),
  })
  tally.posts.indexed += created
}

async function* readPosts(loading: Loading, sources: readonly Source[]): AsyncGenerator<BulkItem> {
  let done = 0
  for (const source of sources) {
    const before = done
    const onItem = () => {
      done += 1
      loading.onProgress({ phase: 'read', done })
    }
    for await (const taken of takeIn(source, { ...loading, onItem })) {
      const item = await sort(loading, taken)
      if (item !== undefined) yield item
    }
    if (done === before) loading.tally.emptySources.push(source.name)
  }
}

/** Spools a comment for later; returns a post for the index of posts. */
async function sort(loading: Loading, taken: TakenIn): Promise<BulkItem | undefined> {
  const { place, published } = taken
  if (taken.kind === 'post') return toItem(loading, place, taken)
  if (published) await loading.spool.add({ place, comment: taken.comment })
  return undefined
}

function toItem(
  loading: Loading,
  place: string,
  { post, published }: { post: Post; published: boolean },
): BulkItem | undefined {
  loading.addresses.add(post)
  if (!published) {
    loading.unpublished.add(shortHash(post.id))
    return undefined
  }
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
