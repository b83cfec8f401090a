import { decodePath } from '../../documents/post-id.ts'
import type { Fetched } from '../../fetching/fetcher.ts'
import { showUrl } from '../../fetching/show-url.ts'
import { readPage } from '../html-folder/html-folder.ts'
import type { Page } from '../html-folder/page.ts'
import type { SourceItem } from '../source-types.ts'

/** Where a page says its own address. */
const OWN_ADDRESS = /\brel\s*=\s*["']?canonical|\bog:url\b/i

type Content = Extract<Fetched, { kind: 'content' }>

/** A fetched page as a post, or the reason why it is none. */
export async function toPageItem(
  { url: finalUrl, body, contentType, charset, robotsTag }: Content,
  { url, pages }: { url: string; pages: boolean },
): Promise<SourceItem> {
  const place = showUrl(url)
  const skipped = (reason: string): SourceItem => ({ kind: 'skipped', place, what: 'post', reason })
  if (contentType !== undefined && !/html/.test(contentType)) return skipped('no HTML page')
  if (/\b(?:noindex|none)\b/i.test(robotsTag ?? '')) return skipped('noindex')
  // Loaded only here: other formats need no HTML tree, and not the 20 MB of its library.
  const { toItem } = await import('../html-folder/page.ts')
  const { origin, pathname, search } = new URL(finalUrl)
  const read = (page: Page) => toItem(page, { siteUrl: origin, pages })
  const item = readPage(decodePath(pathname).slice(1), body, read, charset)
  const isNamed = OWN_ADDRESS.test(body.toString('latin1'))
  return { ...(isNamed ? item : withQuery(item, { path: origin + pathname, search })), place }
}

/** A page without a canonical address keeps the query of its address, which may be all that tells it from others. */
function withQuery(item: SourceItem, { path, search }: { path: string; search: string }): SourceItem {
  if (item.kind !== 'document' || search === '') return item
  const value = item.value as { url: string }
  return value.url === path ? { ...item, value: { ...value, url: path + search } } : item
}
