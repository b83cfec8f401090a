import { InputError } from '../../../core/errors.ts'
import { FetchError } from '../../fetching/fetch-error.ts'
import type { Fetcher } from '../../fetching/fetcher.ts'
import { showUrl } from '../../fetching/show-url.ts'
import { decodeText } from '../decode-text.ts'
import type { Feed } from './feed.ts'
import { parseFeed } from './parse-feed.ts'
import { isSameHost } from './to-document.ts'

/** A page of a feed, or the reason why it cannot be read. `name` is its address, safe to show. */
type Page =
  | { name: string; url: string; feed: Feed; repaired: readonly string[] }
  | { name: string; failure: string }

export type PageOptions = {
  fetch: Fetcher
  siteUrl: string | undefined
  maxPages: number
  signal: AbortSignal | undefined
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5'

/**
 * A feed with its further pages and archives (RFC 5005) that are on its host: each once, and `maxPages` at most. Throws
 * an InputError if the first page cannot be read. If another page cannot be read, it is the last.
 */
export async function* readPages(
  url: string,
  { fetch, siteUrl, maxPages, signal }: PageOptions,
): AsyncGenerator<Page, void, undefined> {
  const first = await readPage(url, { fetch, siteUrl, signal })
  yield first
  const met = new Set([url, first.url])
  const waiting = [...first.feed.next]
  for (let pages = 1; waiting.length > 0; ) {
    const next = waiting.shift() ?? ''
    if (met.has(next)) continue
    met.add(next)
    const failure = whyNotNext(next, { first: first.url, pages, maxPages })
    const page =
      failure === undefined
        ? await tryPage(next, { fetch, siteUrl, signal })
        : { name: showUrl(next), failure }
    yield page
    if ('failure' in page) return
    pages += 1
    met.add(page.url)
    waiting.push(...page.feed.next)
  }
}

function whyNotNext(
  next: string,
  { first, pages, maxPages }: { first: string; pages: number; maxPages: number },
): string | undefined {
  if (pages >= maxPages) return `expected at most ${maxPages} pages of a feed, got more`
  if (isSameHost(next, first)) return undefined
  return `expected the next page on the host of the feed, got one on ${new URL(next).host}`
}

type ReadOptions = Omit<PageOptions, 'maxPages'>

async function tryPage(url: string, options: ReadOptions): Promise<Page> {
  try {
    return await readPage(url, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    if (error instanceof InputError) return { name: showUrl(url), failure: error.message }
    throw error
  }
}

async function readPage(url: string, { fetch, siteUrl, signal }: ReadOptions) {
  const fetched = await fetch(url, { accept: ACCEPT, signal })
  const name = showUrl(url)
  if (fetched.kind === 'not modified') {
    throw new FetchError({ url, expected: 'a feed', given: 'that it is as it was' })
  }
  try {
    const { text, repaired } = decodeText(fetched.body, fetched.charset)
    const feed = parseFeed(text, { feedUrl: fetched.url, siteUrl })
    return { name, url: fetched.url, feed, repaired }
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${name}: ${error.message}`) : error
  }
}
