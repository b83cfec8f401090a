import { join } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { FetchError } from '../../fetching/fetch-error.ts'
import type { Fetcher } from '../../fetching/fetcher.ts'
import { type Inspection, inspect } from '../../inspect/inspect.ts'
import { commentDataFormat } from '../../sources/comments/comment-data.ts'
import { looksLikeFeed } from '../../sources/feed/parse-feed.ts'
import { siteRootOf } from '../../sources/markdown/markdown-folder.ts'
import { openSource, type Source } from '../../sources/source.ts'
import { findFeeds } from './find-feeds.ts'
import { readSiteConfig } from './site-config.ts'

/** The result of a look at a place: the values for the project file, and the contents of the place. */
export type Found = {
  sources: FoundSource[]
  site?: string
  language?: string
  inspection: Inspection
}
type FoundSource = { path?: string; url?: string; format?: string }

/** Documents to show: enough to see what a blog has. The rest is read by the reindex. */
const PREVIEW = 3
/** The folders where sites keep comments as data, beside their content. */
const COMMENT_FOLDERS = ['_data/comments', 'data/comments']

/** Finds out what a folder, file or address has. If there is no source, throws an InputError that says what was found. */
export async function look(
  place: string,
  { fetch, signal }: { fetch: Fetcher; signal?: AbortSignal },
): Promise<Found> {
  const isAddress = /^https?:\/\//i.test(place)
  const url = isAddress ? await feedAt(place, fetch, signal) : undefined
  const source = await openSource(url ?? place, { fetch })
  const comments = source.format === 'markdown' ? await findComments(place) : []
  const inspection = await inspect([source, ...comments], {
    show: PREVIEW,
    ...(signal !== undefined && { signal }),
  })
  const { posts, comments: alone, failed } = inspection
  const [failure] = failed.first
  if (posts.found + alone.found === 0 && failure !== undefined) {
    throw new InputError(
      `${place}: expected posts or comments, got none (${failure.place}: ${failure.reason})`,
    )
  }
  const config = await configOf(source, place)
  const site = siteOf(inspection.first[0]?.url) ?? config.site ?? siteOf(url)
  return {
    sources: [foundSource(source, url), ...comments.map((one) => foundSource(one, undefined))],
    ...(site !== undefined && { site }),
    ...(config.language !== undefined && { language: config.language }),
    inspection,
  }
}

/** What the configuration of a site says, if the source is one. */
async function configOf({ format }: Source, place: string): ReturnType<typeof readSiteConfig> {
  if (format === 'markdown') return readSiteConfig(await siteRootOf(place))
  return format === 'pelican' || format === 'nikola' ? readSiteConfig(place) : {}
}

/** The entry of a source. A folder with files of several formats has no format: it is recognised anew each time. */
function foundSource({ name, format }: Source, url: string | undefined): FoundSource {
  const isOne = !format.includes(',')
  return { ...(url === undefined ? { path: name } : { url }), ...(isOne && { format }) }
}

async function findComments(folder: string): Promise<Source[]> {
  const found: Source[] = []
  for (const name of COMMENT_FOLDERS) {
    const path = join(folder, name)
    if (await commentDataFormat.recognises(path)) found.push(await commentDataFormat.open(path, {}))
  }
  return found
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
