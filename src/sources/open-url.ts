import type { Fetcher } from '../fetching/fetcher.ts'
import { openFeedUrl } from './feed/feed-url.ts'
import type { Source, SourceOptions } from './source-types.ts'

/** The source at an address: a feed, with its pages, and with `comments` the feeds of comments that it names. */
export async function openUrl(url: string, options: SourceOptions & { fetch: Fetcher }): Promise<Source> {
  const { fetch, siteUrl, comments } = options
  return openFeedUrl(url, {
    fetch,
    ...(siteUrl !== undefined && { siteUrl }),
    ...(comments !== undefined && { comments }),
  })
}
