import type { SourceItem } from '../source-types.ts'
import type { Feed, FeedEntry } from './feed.ts'
import { type CommentedPost, toItem } from './to-document.ts'

/** Options for reading the entries of a feed. */
type ItemOptions = {
  /** The name of the feed in the places of items. */
  name: string
  /** The repairs that it took to read the feed as a whole. */
  repaired: readonly string[]
  /** The keys of the documents that were yielded before: a repeated entry is skipped. */
  seen: Set<string>
  /** The post whose comments the feed has. */
  post?: CommentedPost
  signal: AbortSignal | undefined
}

/** Each entry as an item, with the entry itself. */
export function* readItems(
  feed: Feed,
  { name, repaired, seen, post, signal }: ItemOptions,
): Generator<{ item: SourceItem; entry?: FeedEntry }> {
  const ambiguous = findAmbiguousIds(feed)
  const options = { isAmbiguous: (id: string) => ambiguous.has(id), post }
  let number = 0
  let wasCut = false
  for (const entry of feed.entries()) {
    signal?.throwIfAborted()
    number += 1
    wasCut = entry.isCut
    const item = toItem(entry, `${name}: entry ${number}`, options)
    yield { item: unlessSeen(withRepairs(item, repaired), seen), entry }
  }
  // A cut entry is already reported.
  if (feed.isCut && !wasCut) {
    yield { item: { kind: 'failed', place: name, reason: 'expected a whole feed, got one without its end' } }
  }
}

function withRepairs(item: SourceItem, repaired: readonly string[]): SourceItem {
  if (item.kind !== 'document' || repaired.length === 0) return item
  return { ...item, repaired: [...repaired, ...(item.repaired ?? [])] }
}

function unlessSeen(item: SourceItem, seen: Set<string>): SourceItem {
  const key = item.kind === 'document' ? keyOf(item.value) : undefined
  if (key === undefined) return item
  if (seen.has(key)) {
    return {
      kind: 'skipped',
      place: item.place,
      what: key.startsWith('comment') ? 'comment' : 'post',
      reason: 'repeated',
    }
  }
  seen.add(key)
  return item
}

function keyOf(value: unknown): string | undefined {
  const { id, url, postId, postUrl } = value as Record<string, unknown>
  const post = postId ?? postUrl
  const key = id ?? url
  if (key === undefined) return undefined
  return post === undefined ? `post ${key}` : `comment ${post} ${key}`
}

/** Ids that a feed gives to entries with different addresses: some feeds use the address of the blog for all. */
function findAmbiguousIds(feed: Feed): ReadonlySet<string> {
  const addresses = new Map<string, string | undefined>()
  const ambiguous = new Set<string>()
  for (const { id, url } of feed.entries()) {
    if (id === undefined) continue
    if (addresses.has(id) && addresses.get(id) !== url) ambiguous.add(id)
    addresses.set(id, url)
  }
  return ambiguous
}
