import type { Fetcher } from '../fetching/fetcher.ts'
import { openFeedUrl } from './feed/feed-url.ts'
import { openGhostApi } from './ghost/ghost-api.ts'
import { isSitemapAddress, openSitemap } from './sitemap/sitemap.ts'
import type { Source, SourceOptions } from './source-types.ts'

/** The source at an address: a Ghost blog if there is a key, the pages of a sitemap, otherwise a feed with all its pages. With `comments`, the source has the feeds of comments that the feed names. */
export async function openUrl(url: string, options: SourceOptions & { fetch: Fetcher }): Promise<Source> {
  const { fetch, siteUrl, comments, ghostKey, pages, format } = options
  if (ghostKey !== undefined) return openGhostApi(url, { fetch, key: ghostKey, ...(pages && { pages }) })
  if (format === 'sitemap' || (format === undefined && isSitemapAddress(url))) {
    return openSitemap(url, { fetch, ...(pages && { pages }) })
  }
  return openFeedUrl(url, {
    fetch,
    ...(siteUrl !== undefined && { siteUrl }),
    ...(comments !== undefined && { comments }),
  })
}
