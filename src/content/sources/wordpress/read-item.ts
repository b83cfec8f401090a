import { toPlainTitle } from '../../documents/plain-text.ts'
import { resolveUrl, underSite } from '../site-url.ts'
import type { SourceItem, SourceOptions } from '../source-types.ts'
import { childrenOf, textIn, textOf, type XmlElement } from '../xml/element.ts'
import { commentToHtml } from './content-html.ts'
import type { ExportHead } from './export-head.ts'
import { inOwnLanguage } from './languages.ts'
import { whyCommentLeftOut, whyPostLeftOut } from './left-out.ts'
import { postTexts } from './post-texts.ts'
import { pictureOf } from './shared-items.ts'
import { firstDate, withOwnOffset } from './wordpress-date.ts'

/** An item of an export, its place, and the repairs that it took to read it. */
type ExportItem = { element: XmlElement; place: string; repaired: string[] }

/** The post or page of an item with its comments, or the reason why it is left out. */
export function* readItem(item: ExportItem, head: ExportHead, options: SourceOptions): Generator<SourceItem> {
  const { element, place, repaired } = item
  const comments = childrenOf(element, 'wp:comment')
  const reason = whyPostLeftOut(element, options)
  const address = findAddress(element, head, options.siteUrl)
  if (reason !== undefined || address === undefined) {
    yield reason !== undefined ? { kind: 'skipped', place, what: 'post', reason } : withoutAddress(place)
    for (const comment of comments) yield ofUnpublished(comment, place)
    return
  }
  const id = readId(element)
  const { url } = address
  const { repaired: ofTexts, ...texts } = postTexts(element, head)
  const fields = {
    id,
    url,
    ...texts,
    ...pictureOf(element, head.shared),
    ...toRawPost(element, head),
    facets: facetsOf(element, head, options),
  }
  yield toDocument(place, fields, [...repaired, ...address.repaired, ...ofTexts])
  const post = id === undefined ? { postUrl: url } : { postId: id }
  for (const comment of comments) yield readComment(comment, place, post)
}

function withoutAddress(place: string): SourceItem {
  return { kind: 'failed', place, reason: 'expected <link>, <guid> or <wp:post_id> in the item, got none' }
}

function ofUnpublished(comment: XmlElement, postPlace: string): SourceItem {
  const place = placeOf(comment, postPlace)
  return { kind: 'skipped', place, what: 'comment', reason: 'comment of an unpublished post' }
}

/** The number of a post, which is also in the plain addresses of WordPress. */
function readId(item: XmlElement): string | undefined {
  const addresses = `${textIn(item, 'link') ?? ''} ${textIn(item, 'guid') ?? ''}`
  return textIn(item, 'wp:post_id') || /[?&](?:p|page_id)=(\d+)/.exec(addresses)?.[1]
}

/** The address of a post. Without a link, WordPress finds a post by its number. */
function findAddress(
  item: XmlElement,
  head: ExportHead,
  siteUrl: string | undefined,
): { url: string; repaired: string[] } | undefined {
  const link = textIn(item, 'link')
  if (link) return { url: siteUrl === undefined ? link : resolveUrl(link, siteUrl), repaired: [] }
  const id = readId(item)
  if (id === undefined) return undefined
  const path = `/?p=${encodeURIComponent(id)}`
  const base = siteUrl ?? head.blogUrl
  return { url: base === undefined ? path : underSite(path, base), repaired: ['address made of the id'] }
}

function toRawPost(item: XmlElement, head: ExportHead): Record<string, unknown> {
  const login = textIn(item, 'dc:creator') ?? ''
  return {
    format: 'html',
    date: dateOf(item),
    updated: firstDate(textIn(item, 'wp:post_modified_gmt')),
    tags: readTerms(item, ['post_tag', 'tag'], head),
    categories: readTerms(item, ['category'], head),
    language: head.language,
    author: head.authors.get(login) ?? (toPlainTitle(login, 'html') || undefined),
  }
}

/** The values of the blog's own fields: the terms of its own taxonomies. */
function facetsOf(item: XmlElement, head: ExportHead, { facets = [] }: SourceOptions) {
  const terms = facets.map((name) => [name, readTerms(item, [name], head)] as const)
  const found = terms.filter(([, values]) => values.length > 0)
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

/** The date with the offset of the blog's time zone, so that its day is the one that the blog shows. */
function dateOf(item: XmlElement): string | undefined {
  const [gmt, local] = [textIn(item, 'wp:post_date_gmt'), textIn(item, 'wp:post_date')]
  return withOwnOffset(gmt, local) ?? firstDate(gmt, textIn(item, 'pubDate'), local)
}

/** The names of terms. WordPress keeps them as HTML ("R&amp;D"). */
function readTerms(item: XmlElement, domains: readonly string[], { language }: ExportHead): string[] {
  return childrenOf(item, 'category')
    .filter(({ attributes: { domain } }) => domain !== undefined && domains.includes(domain))
    .map((term) => toPlainTitle(inOwnLanguage(textOf(term), language), 'html'))
    .filter(Boolean)
}

function readComment(
  comment: XmlElement,
  postPlace: string,
  post: { postId: string } | { postUrl: string },
): SourceItem {
  const place = placeOf(comment, postPlace)
  const reason = whyCommentLeftOut(comment)
  if (reason !== undefined) return { kind: 'skipped', place, what: 'comment', reason }
  const parent = textIn(comment, 'wp:comment_parent')
  const value = {
    ...post,
    id: textIn(comment, 'wp:comment_id') || undefined,
    parentId: parent && parent !== '0' ? parent : undefined,
    text: commentToHtml(textIn(comment, 'wp:comment_content') ?? ''),
    format: 'html',
    author: toPlainTitle(textIn(comment, 'wp:comment_author') ?? '', 'html') || undefined,
    date: firstDate(textIn(comment, 'wp:comment_date_gmt'), textIn(comment, 'wp:comment_date')),
  }
  return toDocument(place, value, [])
}

function placeOf(comment: XmlElement, postPlace: string): string {
  return `${postPlace} comment ${textIn(comment, 'wp:comment_id')?.slice(0, 20) ?? ''}`.trimEnd()
}

function toDocument(place: string, fields: Record<string, unknown>, repaired: string[]): SourceItem {
  const value = Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined))
  return { kind: 'document', place, value, ...(repaired.length > 0 && { repaired }) }
}
