import { addressOf as feedAddressOf } from '../feed/entry-address.ts'
import { defined } from '../feed/entry-fields.ts'
import { authorsOf } from '../feed/entry-names.ts'
import type { FeedEntry } from '../feed/feed.ts'
import { childrenOf, firstText, type XmlElement } from '../feed/xml-element.ts'
import { underSite } from '../site-url.ts'
import type { SourceItem } from '../source-types.ts'

/** The posts of an export that readers can see, and those that they cannot, by their ids. */
export type KnownPosts = { addresses: ReadonlyMap<string, string>; hidden: ReadonlySet<string> }

/** The end of the ids of posts and comments: `tag:blogger.com,1999:blog-1.post-12`. */
const NUMBER = /\.post-(?<number>\d+)$/

/** The address of a post: the path of its file at Takeout, otherwise its link. `base` is the address of the blog, if the export gives it. */
export function addressOf(
  element: XmlElement,
  { siteUrl, base }: { siteUrl: string | undefined; base: string | undefined },
): string | undefined {
  const file = firstText(element, ['blogger:filename'])
  if (file === undefined) return feedAddressOf(element, base)
  const path = file.startsWith('/') ? file : `/${file}`
  const site = siteUrl ?? base
  return site === undefined ? path : underSite(path, site)
}

/** A post or page as a raw post. Labels are its categories, as in the feeds of Blogger. */
export function toPost(entry: FeedEntry, url: string | undefined, place: string): SourceItem {
  const { id, title, text = '', date, updated, author, language, categories, tags, repaired } = entry
  if (url === undefined) {
    return { kind: 'failed', place, reason: 'expected a link or <blogger:filename>, got neither' }
  }
  const value = defined({ id, url, title, text, format: 'html', date, updated, author, language })
  return toDocument(place, { ...value, categories, tags }, repaired)
}

/** A comment as a raw comment. It names its post by id, or by address if it gives no id. */
export function toComment(
  element: XmlElement,
  entry: FeedEntry,
  { place, known }: { place: string; known: KnownPosts },
): SourceItem {
  const { id = '', text = '', date, inReplyTo, repaired } = entry
  const skipped = (reason: string): SourceItem => ({ kind: 'skipped', place, what: 'comment', reason })
  const postId = firstText(element, ['blogger:parent']) ?? inReplyTo?.id
  if (postId !== undefined && known.hidden.has(postId)) return skipped('comment of an unpublished post')
  if (text === '') return skipped('without text')
  const postUrl = inReplyTo?.url?.replace(/#.*$/, '')
  if (postId === undefined && postUrl === undefined) {
    return { kind: 'failed', place, reason: 'expected <blogger:parent> or <thr:in-reply-to>, got neither' }
  }
  const number = numberOf(id)
  const value = defined({
    id: number ?? id,
    postId,
    ...(postId === undefined && { postUrl }),
    parentId: parentOf(element),
    text,
    format: 'html',
    // A comment without an author is not by the author of the blog.
    author: authorsOf(element),
    date,
    url: entry.url ?? commentUrl(known.addresses.get(postId ?? ''), number),
  })
  return toDocument(place, value, repaired)
}

/** The address of a comment under its post, as Blogger makes it. */
function commentUrl(postUrl: string | undefined, number: string | undefined): string | undefined {
  return postUrl === undefined || number === undefined ? undefined : `${postUrl}#c${number}`
}

/** The comment that a comment answers. The older export names it by a link of the API. */
function parentOf(element: XmlElement): string | undefined {
  const parent = firstText(element, ['blogger:inreplyto'])
  if (parent !== undefined) return numberOf(parent) ?? parent
  const related = childrenOf(element, 'link').find(({ attributes }) => attributes.rel === 'related')
  return /\/comments\/default\/(?<number>\d+)/.exec(related?.attributes.href ?? '')?.groups?.number
}

function numberOf(id: string): string | undefined {
  return NUMBER.exec(id)?.groups?.number
}

function toDocument(place: string, value: unknown, repaired: readonly string[]): SourceItem {
  return { kind: 'document', place, value, ...(repaired.length > 0 && { repaired }) }
}
