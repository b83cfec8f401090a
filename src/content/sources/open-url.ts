import type { Fetcher } from '../fetching/fetcher.ts'
import { openFeedUrl } from './feed/feed-url.ts'
import { openGhostApi } from './ghost/ghost-api.ts'
import type { Source, SourceOptions } from './source-types.ts'

/** The source at an address: with a key a Ghost blog, else a feed, with its pages, and with `comments` the feeds of comments that it names. */
export async function openUrl(url: string, options: SourceOptions & { fetch: Fetcher }): Promise<Source> {
  const { fetch, siteUrl, comments, ghostKey, pages } = options
  if (ghostKey !== undefined) return openGhostApi(url, { fetch, key: ghostKey, ...(pages && { pages }) })
  return openFeedUrl(url, {
    fetch,
    ...(siteUrl !== undefined && { siteUrl }),
    ...(comments !== undefined && { comments }),
  })
}
