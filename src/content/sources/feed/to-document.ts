import { idFromUrl } from '../../documents/post-id.ts'
import type { SourceItem } from '../source-types.ts'
import { defined } from './entry-fields.ts'
import type { FeedEntry } from './feed.ts'

/** The post whose comments a feed has. */
export type CommentedPost = { id: string } | { url: string }

/** Validation refuses longer ones. */
const MAX_TITLE_LENGTH = 1_000
/** The index stores a comment's id beside its post's id, so both must fit into the 512 bytes of Elasticsearch. */
const MAX_ID_BYTES = 250
/** The fragments by which blog software links to comments. */
const COMMENT_FRAGMENT = /#(?:comment-?|c)(?<id>\d+)$/i

/**
 * An entry as a raw post. It is a raw comment if its address or the entry that it answers says so, or if it is in the
 * feed of the comments of `post`. `isAmbiguous` tells ids that a feed gives to several entries.
 */
export function toItem(
  entry: FeedEntry,
  place: string,
  { isAmbiguous, post }: { isAmbiguous(id: string): boolean; post: CommentedPost | undefined },
): SourceItem {
  if (entry.isCut) {
    return { kind: 'failed', place, reason: 'expected a whole entry, got one inside of which the feed ends' }
  }
  const parent = post ?? commentedPost(entry)
  return parent === undefined ? toPost(entry, place, isAmbiguous) : toComment(entry, place, parent)
}

function toPost(entry: FeedEntry, place: string, isAmbiguous: (id: string) => boolean): SourceItem {
  const { url, author, categories, tags, date, updated, isDraft, description, image, imageAlt } = entry
  if (url === undefined) {
    return { kind: 'failed', place, reason: 'expected a link or a guid that is a web address, got neither' }
  }
  const repaired = [...entry.repaired]
  const { title, text } = fitTitle(entry, repaired)
  if (title === undefined && text === '') {
    return { kind: 'skipped', place, what: 'post', reason: 'without title and text' }
  }
  const id = usableId(entry.id, isAmbiguous) ?? idOfAddress(url)
  const language = usableLanguage(entry.language, repaired)
  const value = defined({
    id,
    url,
    title,
    text,
    description,
    image,
    imageAlt,
    format: 'html',
    date,
    updated,
    author,
    language,
  })
  Object.assign(value, { categories, tags, ...(isDraft && { draft: true }) })
  return { kind: 'document', place, value, ...(repaired.length > 0 && { repaired }) }
}

/** The title and text of an entry. A title that is too long is left out: often it is the text once more. */
function fitTitle({ title, text = '' }: FeedEntry, repaired: string[]): { title?: string; text: string } {
  if (title === undefined) return { text }
  if (title.length <= MAX_TITLE_LENGTH) return { title, text }
  repaired.push(`title of over ${MAX_TITLE_LENGTH} characters left out`)
  return { text: text || title }
}

function usableId(id: string | undefined, isAmbiguous: (id: string) => boolean): string | undefined {
  const isUsable =
    id !== undefined && Buffer.byteLength(id) <= MAX_ID_BYTES && !/\p{Cc}|\p{Surrogate}/u.test(id)
  return isUsable && !isAmbiguous(id) ? id : undefined
}

/** The path of an address, with the other parts that tell posts apart. */
function idOfAddress(address: string): string | undefined {
  const url = new URL(address, 'http://localhost')
  for (const name of [...url.searchParams.keys()]) if (/^utm_/i.test(name)) url.searchParams.delete(name)
  return `${idFromUrl(url.href) ?? ''}${url.search}${url.hash}` || undefined
}

function usableLanguage(language: string | undefined, repaired: string[]): string | undefined {
  const code = language?.trim()
  if (code === undefined || code === '') return undefined
  if (/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$/.test(code)) return code
  repaired.push('language that is no code left out')
  return undefined
}

/** The post that an entry comments on; undefined if it is a post itself, even one that answers another blog. */
function commentedPost({ url, inReplyTo }: FeedEntry): CommentedPost | undefined {
  if (url !== undefined && COMMENT_FRAGMENT.test(url)) return { url: withoutFragment(url) }
  if (inReplyTo?.url !== undefined) {
    return url === undefined || isSameHost(url, inReplyTo.url)
      ? { url: withoutFragment(inReplyTo.url) }
      : undefined
  }
  return inReplyTo?.id === undefined ? undefined : { id: inReplyTo.id }
}

function toComment(entry: FeedEntry, place: string, post: CommentedPost): SourceItem {
  const { url, text = '', date, author, repaired } = entry
  if (text === '') return { kind: 'skipped', place, what: 'comment', reason: 'without text' }
  const value = defined({
    id: commentNumber(url) ?? usableId(entry.id, () => false) ?? (url && idOfAddress(url)),
    ...('id' in post ? { postId: post.id } : { postUrl: post.url }),
    parentId: commentNumber(entry.inReplyTo?.url),
    text,
    format: 'html',
    author,
    date,
    url,
  })
  return { kind: 'document', place, value, ...(repaired.length > 0 && { repaired }) }
}

function commentNumber(url: string | undefined): string | undefined {
  return COMMENT_FRAGMENT.exec(url ?? '')?.groups?.id
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '')
}

/** Whether two addresses are of one site; `http` or `https` does not matter. */
export function isSameHost(one: string, other: string): boolean {
  const base = 'http://localhost'
  return (
    URL.canParse(one, base) &&
    URL.canParse(other, base) &&
    new URL(one, base).host === new URL(other, base).host
  )
}
