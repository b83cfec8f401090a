import { z } from 'zod'
import { InputError } from '../../../core/errors.ts'
import { messageOf } from '../../../core/message-of.ts'
import { pictureAt } from '../picture.ts'
import { resolveAddress, wholeAddress } from './addresses.ts'
import { defined, readDate } from './entry-fields.ts'
import { personName, plainNames } from './entry-names.ts'
import type { Feed, FeedEntry, FeedPlace } from './feed.ts'
import { escapeHtml, plainHtml } from './xml-element.ts'

const VERSION = /"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org\\?\/version\\?\//

/** Whether a text begins like JSON Feed. */
export function looksLikeJsonFeed(head: string): boolean {
  return /^\s*\{/.test(head) && VERSION.test(head)
}

/** A value of the wrong type counts as absent. */
const Text = z.string().optional().catch(undefined)
const Names = z
  .array(z.unknown())
  .catch([])
  .transform((names) => names.filter((name) => typeof name === 'string'))
const Authors = z
  .array(z.object({ name: Text }).catch({ name: undefined }))
  .catch([])
  .transform((authors) => authors.flatMap(({ name }) => personName(name ?? '') ?? []))
/** The single author of JSON Feed 1.0. */
const Author = z
  .unknown()
  .optional()
  .transform((author) => Authors.parse([author]))
const Item = z.object({
  id: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  url: Text,
  external_url: Text,
  title: Text,
  content_html: Text,
  content_text: Text,
  summary: Text,
  image: Text,
  banner_image: Text,
  date_published: Text,
  date_modified: Text,
  authors: Authors,
  author: Author,
  tags: Names,
  language: Text,
})
type Item = z.infer<typeof Item>

const JsonFeed = z.object({
  home_page_url: Text,
  feed_url: Text,
  next_url: Text,
  authors: Authors,
  author: Author,
  language: Text,
  items: z.array(z.unknown()),
})
type JsonFeed = z.infer<typeof JsonFeed>

/** Reads a JSON Feed 1.0 or 1.1. Throws an InputError without a place if the text is none. */
export function readJsonFeed(text: string, { feedUrl, siteUrl }: FeedPlace): Feed {
  const feed = parse(text)
  const base = feedUrl ?? siteUrl ?? feed.feed_url ?? feed.home_page_url
  const next = resolveAddress(feed.next_url, feedUrl ?? base)
  return {
    next: next === undefined ? [] : [next],
    isCut: false,
    *entries() {
      for (const item of feed.items) {
        // An item that is no object has no fields, and is reported as such.
        yield toEntry(Item.catch(Item.parse({})).parse(item), feed, base)
      }
    },
  }
}

function parse(text: string): JsonFeed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new InputError(`expected JSON, got what is none (${messageOf(error)})`)
  }
  const feed = JsonFeed.safeParse(value)
  if (feed.success) return feed.data
  throw new InputError('items: expected a list, got none')
}

function toEntry(item: Item, feed: JsonFeed, base: string | undefined): FeedEntry {
  const repaired: string[] = []
  const published = given(item.date_published)
  const modified = given(item.date_modified)
  const authors = [item.authors, item.author, feed.authors, feed.author].find((names) => names.length > 0)
  return {
    ...defined({
      id: item.id,
      url: resolveAddress(item.url, base) ?? wholeAddress(item.id) ?? resolveAddress(item.external_url, base),
      title: escapeHtml(item.title ?? '') || undefined,
      description:
        item.content_html || item.content_text ? plainHtml(item.summary ?? '') || undefined : undefined,
      text: item.content_html || plainHtml(item.content_text || (item.summary ?? '')) || undefined,
      date: readDate(published.length > 0 ? published : modified, repaired),
      updated: readDate(modified, repaired),
      author: authors?.join(', '),
      language: item.language ?? feed.language,
      ...pictureAt([item.image, item.banner_image].find(Boolean), undefined, base),
    }),
    tags: plainNames(item.tags),
    categories: [],
    isDraft: false,
    isCut: false,
    repaired,
  }
}

function given(text: string | undefined): string[] {
  return text === undefined || text.trim() === '' ? [] : [text]
}
