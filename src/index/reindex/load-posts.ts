import type { Comment, Post } from '../../content/documents/document.ts'
import { whyCommentNotPublished, whyNotPublished } from '../../content/documents/publishable.ts'
import { searchedTexts } from '../../content/documents/searched-texts.ts'
import { toIndexedPost } from '../../content/documents/to-indexed.ts'
import { validateDocument } from '../../content/documents/validate.ts'
import { convert } from '../../content/intake/convert.ts'
import { readSource } from '../../content/intake/read-source.ts'
import { shortHash } from '../../content/intake/short-hash.ts'
import type { Source, SourceItem } from '../../content/sources/source.ts'
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
    for await (const item of readSource(source, loading.signal)) {
      done += 1
      loading.onProgress({ phase: 'read', done })
      const post = await sort(loading, item)
      if (post !== undefined) yield post
    }
    if (done === before) loading.tally.emptySources.push(source.name)
  }
}

/** Puts an item where it belongs, and returns it if that is the index of posts. */
async function sort(loading: Loading, item: SourceItem): Promise<BulkItem | undefined> {
  const { errors, posts, comments } = loading.tally
  const { place } = item
  if (item.kind === 'failed') {
    errors.add({ place, reason: item.reason })
    return undefined
  }
  if (item.kind === 'skipped') {
    const kind = item.what === 'post' ? posts : comments
    kind.skip(item.reason)
    return undefined
  }
  const repairs = item.repaired ?? []
  const validated = validateDocument(item.value)
  switch (validated.kind) {
    case 'invalid':
      errors.add({ place, ...idOf(item.value), reason: validated.errors.join('; ') })
      return undefined
    case 'comment':
      comments.countUnknown(validated.unknownFields)
      comments.countRepaired(repairs)
      await spoolComment(loading, place, validated.comment)
      return undefined
    case 'post':
      posts.countUnknown(validated.unknownFields)
      posts.countRepaired(repairs)
      return toItem(loading, place, validated.post)
  }
}

async function spoolComment(loading: Loading, place: string, comment: Comment): Promise<void> {
  const hidden = whyCommentNotPublished(comment, loading.now)
  if (hidden !== undefined) {
    loading.tally.comments.skip(hidden.reason, hidden.due)
    return
  }
  await loading.spool.add({ place, comment })
}

function toItem(loading: Loading, place: string, post: Post): BulkItem | undefined {
  loading.addresses.add(post)
  const hidden = whyNotPublished(post, loading.now)
  if (hidden !== undefined) {
    loading.tally.posts.skip(hidden.reason, hidden.due)
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

/** The id of a document that is wrong, if it has something like one. */
function idOf(value: unknown): { id?: string } {
  if (typeof value !== 'object' || value === null || !('id' in value)) return {}
  return typeof value.id === 'string' || typeof value.id === 'number' ? { id: String(value.id) } : {}
}
