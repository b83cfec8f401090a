import { setTimeout as sleep } from 'node:timers/promises'
import { Deadline } from '../../../core/deadline.ts'
import { InputError } from '../../../core/errors.ts'
import { FetchError } from '../../fetching/fetch-error.ts'
import type { Fetched, Fetcher } from '../../fetching/fetcher.ts'
import { showUrl } from '../../fetching/show-url.ts'
import { isSameHost } from '../feed/to-document.ts'
import { unlessSeen } from '../html-folder/html-folder.ts'
import type { Source, SourceItem } from '../source-types.ts'
import { inOrder } from './in-order.ts'
import { toPageItem } from './page-item.ts'
import { parseSitemap } from './parse-sitemap.ts'
import { NO_ROBOTS, type Robots, readRobots } from './robots.ts'

export type SitemapOptions = {
  fetch: Fetcher
  /** Whether pages are taken that do not say that they are articles. */
  pages?: boolean
  limits?: Partial<typeof LIMITS>
}

/** How much of a site is read at most. */
const LIMITS = {
  sitemaps: 1_000,
  pages: 100_000,
  bytes: 8 * 1024 ** 3,
  ms: 6 * 60 * 60 * 1000,
  /** Pages that are fetched at a time. */
  atOnce: 3,
  /** Pages in a row that fail until the site counts as away. */
  failuresInRow: 20,
}
const AGENT = 'blog-search'
const SITEMAP_PATH = /\.(?:xml|txt)(?:\.gz)?$|sitemap/i
const ACCEPT_PAGE = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1'
/** Statuses of pages that are not there, though the sitemap lists them. */
const GONE: ReadonlySet<number | undefined> = new Set([404, 410])

/** Whether an address looks like that of a sitemap. */
export function isSitemapAddress(url: string): boolean {
  return URL.canParse(url) && /(?:^|[/_-])sitemap[^/]*\.(?:xml|txt)(?:\.gz)?$/i.test(new URL(url).pathname)
}

/** The pages of a live site that its sitemap lists. `url` is that of the sitemap, or of the site, whose robots.txt or usual place names it. */
export function openSitemap(url: string, { fetch, pages = false, limits = {} }: SitemapOptions): Source {
  return {
    name: showUrl(url),
    format: 'sitemap',
    title: 'pages of a sitemap',
    complete: true,
    async *items(signal) {
      const settings = { ...LIMITS, ...limits }
      using deadline = new Deadline(signal, settings.ms)
      const reading = { fetch, pages, limits: settings, signal: deadline.signal }
      try {
        yield* readSite(url, reading)
      } catch (error) {
        signal?.throwIfAborted()
        if (!deadline.isOver) throw error
        throw new InputError(`expected a site that is read within ${settings.ms / 1000} s, got a slower one`)
      }
    },
  }
}

type Reading = { fetch: Fetcher; pages: boolean; limits: typeof LIMITS; signal: AbortSignal }

async function* readSite(url: string, reading: Reading): AsyncGenerator<SourceItem, void, undefined> {
  const { limits, signal } = reading
  const robots = await fetchRobots(url, reading)
  const seen = new Set<string>()
  let bytes = 0
  let failures = 0
  const read = async (item: Listed): Promise<SourceItem> => {
    if (item.kind !== 'page') return item
    if (robots.delayMs > 0) await sleep(robots.delayMs, undefined, { signal })
    const { item: found, size } = await fetchPage(item.url, robots, reading)
    bytes += size
    failures = found.kind === 'failed' ? failures + 1 : 0
    return found
  }
  const atOnce = robots.delayMs > 0 ? 1 : limits.atOnce
  for await (const item of inOrder(listPages(url, robots, reading), atOnce, read)) {
    signal.throwIfAborted()
    yield unlessSeen(item, seen)
    if (failures >= limits.failuresInRow) {
      throw new InputError(
        `expected pages, got ${failures} errors in a row, the last of them ${'reason' in item ? item.reason : ''}`,
      )
    }
    if (bytes > limits.bytes)
      throw new InputError(`expected pages of at most ${limits.bytes} bytes together, got more`)
  }
}

/** A page that is to be fetched, or one that is not, with the reason. */
type Listed = { kind: 'page'; url: string } | SourceItem

/** The pages that the sitemaps of a site list, each once. */
async function* listPages(
  url: string,
  robots: Robots,
  reading: Reading,
): AsyncGenerator<Listed, void, undefined> {
  const met = new Set<string>()
  for await (const listed of listAddresses(url, robots, reading)) {
    if (typeof listed !== 'string') {
      yield listed
      continue
    }
    if (met.has(listed)) continue
    met.add(listed)
    const place = showUrl(listed)
    if (met.size > reading.limits.pages) {
      const reason = `expected at most ${reading.limits.pages} pages in the sitemap, got more`
      return yield { kind: 'failed', place: showUrl(url), reason }
    }
    const reason = whyNotFetched(listed, url, robots)
    if (reason === undefined) yield { kind: 'page', url: listed }
    else yield { kind: 'skipped', place, what: 'post', reason }
  }
}

function whyNotFetched(address: string, site: string, robots: Robots): string | undefined {
  if (!URL.canParse(address) || !/^https?:/i.test(address)) return 'no web address'
  if (!isSameHost(address, site)) return 'page on another host'
  const { pathname, search } = new URL(address)
  return robots.allows(pathname + search) ? undefined : 'page that robots.txt disallows'
}

/** The addresses in the sitemaps of a site. If one of several sitemaps cannot be read, the others still are. */
async function* listAddresses(
  url: string,
  robots: Robots,
  { fetch, limits, signal }: Reading,
): AsyncGenerator<string | SourceItem, void, undefined> {
  const waiting = sitemapsOf(url, robots)
  const met = new Set<string>()
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (met.has(next)) continue
    met.add(next)
    const place = showUrl(next)
    if (met.size > limits.sitemaps) {
      return yield { kind: 'failed', place, reason: `expected at most ${limits.sitemaps} sitemaps, got more` }
    }
    try {
      const { isIndex, addresses } = await fetchSitemap(next, fetch, signal)
      if (isIndex) waiting.push(...addresses.filter((address) => isSameHost(address, url)))
      else yield* addresses
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof InputError) || met.size === 1) throw error
      yield { kind: 'failed', place, reason: error.message }
    }
  }
}

function sitemapsOf(url: string, robots: Robots): string[] {
  const { origin, pathname } = new URL(url)
  if (SITEMAP_PATH.test(pathname)) return [url]
  const named = robots.sitemaps.filter(
    (address) => URL.canParse(address, origin) && isSameHost(new URL(address, origin).href, url),
  )
  return named.length > 0 ? named.map((address) => new URL(address, origin).href) : [`${origin}/sitemap.xml`]
}

async function fetchSitemap(url: string, fetch: Fetcher, signal: AbortSignal) {
  const fetched = await fetch(url, {
    signal,
    accept: 'application/xml, text/xml, text/plain;q=0.5, */*;q=0.1',
  })
  if (fetched.kind !== 'content')
    throw new FetchError({ url, expected: 'a sitemap', given: 'that it is as it was' })
  try {
    return parseSitemap(fetched.body, fetched.charset)
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${showUrl(url)}: ${error.message}`) : error
  }
}

/** The robots.txt of a site. Without one, everything may be fetched. Throws an InputError if the server cannot say. */
async function fetchRobots(url: string, { fetch, signal }: Reading): Promise<Robots> {
  try {
    const fetched = await fetch(`${new URL(url).origin}/robots.txt`, {
      signal,
      accept: 'text/plain, */*;q=0.1',
    })
    return fetched.kind === 'content' ? readRobots(fetched.body.toString(), AGENT) : NO_ROBOTS
  } catch (error) {
    const status = error instanceof FetchError ? error.failure.status : undefined
    if (status !== undefined && status >= 400 && status < 500 && status !== 429) return NO_ROBOTS
    throw error
  }
}

async function fetchPage(
  url: string,
  robots: Robots,
  { fetch, pages, signal }: Reading,
): Promise<{ item: SourceItem; size: number }> {
  const place = showUrl(url)
  const skipped = (reason: string) => ({
    item: { kind: 'skipped', place, what: 'post', reason } as const,
    size: 0,
  })
  try {
    const fetched: Fetched = await fetch(url, { signal, accept: ACCEPT_PAGE })
    if (fetched.kind !== 'content') return skipped('not modified')
    const reason = whyNotFetched(fetched.url, url, robots)
    if (reason !== undefined) return skipped(`redirect to a ${reason}`)
    return { item: await toPageItem(fetched, { url, pages }), size: fetched.body.length }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof InputError)) throw error
    if (error instanceof FetchError && GONE.has(error.failure.status)) return skipped('page is not there')
    return { item: { kind: 'failed', place, reason: error.message }, size: 0 }
  }
}
