import { toPlainTitle } from '../../documents/plain-text.ts'
import { childrenOf, textIn, type XmlElement } from '../xml/element.ts'
import type { Shared } from './shared-items.ts'

/** The data of an export about the whole blog. */
export type ExportHead = {
  /** The names to show, by login. */
  authors: Map<string, string>
  language?: string
  /** The address of the blog. */
  blogUrl?: string
  version?: string
  /** The items that posts share; absent until a post has one. */
  shared?: Shared
}

/** Far more than any blog has. */
const MAX_AUTHORS = 100_000
const LANGUAGE = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$/

/** Adds the data around items to the head. Returns the problem with it, if any. */
export function addToHead(head: ExportHead, around: XmlElement): string | undefined {
  const [rss] = childrenOf(around, 'rss')
  const [found] = childrenOf(rss ?? around, 'channel')
  const channel = found ?? rss ?? around
  const language = textIn(channel, 'language')
  const blogUrl = textIn(channel, 'wp:base_blog_url') || textIn(channel, 'link')
  const version = textIn(channel, 'wp:wxr_version')
  if (language !== undefined && LANGUAGE.test(language)) head.language = language
  if (blogUrl) head.blogUrl = blogUrl
  if (version) head.version = version
  for (const author of childrenOf(channel, 'wp:author')) addAuthor(head.authors, author)
  return rss !== undefined && found === undefined ? 'expected <channel> in <rss>, got none' : undefined
}

function addAuthor(authors: Map<string, string>, author: XmlElement): void {
  const login = textIn(author, 'wp:author_login')
  const name = toPlainTitle(textIn(author, 'wp:author_display_name') ?? '', 'html')
  if (login && name !== '' && authors.size < MAX_AUTHORS) authors.set(login, name)
}
