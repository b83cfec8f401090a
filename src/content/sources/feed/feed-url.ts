import { InputError } from '../../../core/errors.ts'
import { FetchError } from '../../fetching/fetch-error.ts'
import type { Fetcher } from '../../fetching/fetcher.ts'
import { showUrl } from '../../fetching/show-url.ts'
import { siteOf } from '../id-prefix.ts'
import type { Source, SourceItem, SourceOptions } from '../source-types.ts'
import type { FeedEntry } from './feed.ts'
import { readItems } from './feed-items.ts'
import { type PageOptions, readPages } from './feed-pages.ts'
import { type CommentedPost, isSameHost } from './to-document.ts'

export type FeedUrlOptions = Pick<SourceOptions, 'siteUrl'> & {
  fetch: Fetcher
  /** Whether the comments of posts are read as well, if the feed gives their addresses. It takes a request for each post. */
  comments?: boolean
  /** The most pages of one feed that are read. */
  maxPages?: number
}

const MAX_PAGES = 500
/** Statuses of a missing feed. A post that allows no comments often has no feed of them either. */
const GONE: ReadonlySet<number | undefined> = new Set([401, 403, 404, 410])

/** The posts of a feed on the web: RSS, Atom or JSON Feed, with the pages and archives that it names. */
export function openFeedUrl(url: string, options: FeedUrlOptions): Source {
  const site = URL.canParse(url) ? siteOf(new URL(url).origin) : undefined
  return {
    name: showUrl(url),
    format: 'feed',
    complete: false,
    ...(site !== undefined && { site }),
    items: (signal) => readFeed(url, options, signal),
  }
}

async function* readFeed(
  url: string,
  { fetch, siteUrl, comments = false, maxPages = MAX_PAGES }: FeedUrlOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const seen = new Set<string>()
  const options = { fetch, siteUrl, maxPages, signal }
  for await (const { item, entry } of readAll(url, options, seen)) {
    yield item
    if (comments && entry !== undefined && item.kind === 'document') {
      yield* readComments(entry, item, { ...options, feedUrl: url, seen })
    }
  }
}

/** The items of a feed and all its pages. */
async function* readAll(
  url: string,
  options: PageOptions,
  seen: Set<string>,
  post?: CommentedPost,
): AsyncGenerator<{ item: SourceItem; entry?: FeedEntry }, void, undefined> {
  const { signal } = options
  for await (const page of readPages(url, options)) {
    const { name } = page
    if ('failure' in page) yield { item: { kind: 'failed', place: name, reason: page.failure } }
    else yield* readItems(page.feed, { name, repaired: page.repaired, seen, signal, ...(post && { post }) })
  }
}

/** The comments of a post, from the feed that it names. A missing feed is counted as skipped. */
async function* readComments(
  { url, comments }: FeedEntry,
  { place, value }: { place: string; value: unknown },
  { feedUrl, seen, ...options }: PageOptions & { feedUrl: string; seen: Set<string> },
): AsyncGenerator<SourceItem, void, undefined> {
  const post = postOf(value)
  if (comments === undefined || comments.count === 0 || post === undefined) return
  const skipped = (reason: string): SourceItem => ({ kind: 'skipped', place, what: 'comment', reason })
  if (!isSameHost(comments.url, url ?? feedUrl) && !isSameHost(comments.url, feedUrl)) {
    yield skipped('feed of comments on another host')
    return
  }
  try {
    for await (const { item } of readAll(comments.url, options, seen, post)) yield item
  } catch (error) {
    options.signal?.throwIfAborted()
    if (!(error instanceof InputError)) throw error
    const isGone = error instanceof FetchError && GONE.has(error.failure.status)
    yield isGone ? skipped('feed of comments is not there') : { kind: 'failed', place, reason: error.message }
  }
}

/** The post that comments name; undefined if the document is itself a comment. */
function postOf(value: unknown): CommentedPost | undefined {
  const { id, url, postId, postUrl } = value as Record<string, unknown>
  if (typeof url !== 'string' || postId !== undefined || postUrl !== undefined) return undefined
  return typeof id === 'string' ? { id } : { url }
}
