import { InputError } from '../errors.ts'
import { FetchError } from '../fetching/fetch-error.ts'
import type { Fetcher } from '../fetching/fetcher.ts'
import { type Inspection, inspect } from '../inspecting/inspect.ts'
import { looksLikeFeed } from '../sources/feed/parse-feed.ts'
import { openSource } from '../sources/source.ts'
import { findFeeds } from './find-feeds.ts'

/** What a place turned out to be: what the project file is to say of it, and what is in it. */
export type Found = {
  source: { path?: string; url?: string; format: string }
  site?: string
  inspection: Inspection
}

/** Enough to see what a blog has; the rest is read by the reindex. */
const PREVIEW = 3

/** Looks what a folder, file or address has. Throws an InputError that says what was found where there is no source. */
export async function look(
  place: string,
  { fetch, signal }: { fetch: Fetcher; signal?: AbortSignal },
): Promise<Found> {
  const isAddress = /^https?:\/\//i.test(place)
  const url = isAddress ? await feedAt(place, fetch, signal) : undefined
  const source = await openSource(url ?? place, { fetch })
  const inspection = await inspect([source], { show: PREVIEW, ...(signal !== undefined && { signal }) })
  const site = siteOf(url ?? inspection.first[0]?.url)
  return {
    source: { ...(url === undefined ? { path: place } : { url }), format: source.format },
    ...(site !== undefined && { site }),
    inspection,
  }
}

/** The feed at an address, or the one that the page there names. */
async function feedAt(address: string, fetch: Fetcher, signal: AbortSignal | undefined): Promise<string> {
  const fetched = await fetch(address, {
    signal,
    accept: 'text/html, application/rss+xml, application/atom+xml',
  })
  if (fetched.kind !== 'content')
    throw new InputError(`${address}: expected a page or a feed, got nothing new`)
  const text = fetched.body.toString()
  if (looksLikeFeed(text)) return address
  for (const candidate of findFeeds(text, fetched.url)) {
    const feed = await fetch(candidate, { signal }).catch((error: unknown) => {
      if (error instanceof FetchError) return undefined
      throw error
    })
    if (feed?.kind === 'content' && looksLikeFeed(feed.body.toString())) return candidate
  }
  throw new InputError(
    `${address}: expected a feed, or a page that names one by <link rel="alternate">, got a page without`,
  )
}

function siteOf(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:/i.test(url) && URL.canParse(url) ? new URL(url).origin : undefined
}
