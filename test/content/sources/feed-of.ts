import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { feedFormat } from '../../../src/content/sources/feed/feed-file.ts'
import type { SourceItem, SourceOptions } from '../../../src/content/sources/source-types.ts'
import { folderOf } from './folder-of.ts'

/** The items of a feed in a file. */
export async function itemsOfFeed(
  t: TestContext,
  content: string | Uint8Array,
  options: SourceOptions = {},
): Promise<SourceItem[]> {
  const path = join(await folderOf(t, {}), 'feed.xml')
  await writeFile(path, content)
  return itemsOf((await feedFormat.open(path, options)).items())
}

export async function itemsOf(items: AsyncIterable<SourceItem>): Promise<SourceItem[]> {
  const all = []
  for await (const item of items) all.push(item)
  return all
}

/** What matters of items in a test: documents as they are, others as their reason. */
export function essence(items: readonly SourceItem[]): unknown[] {
  return items.map((item) => (item.kind === 'document' ? item.value : `${item.kind}: ${item.reason}`))
}

/** One entry in RSS 2.0. */
export function rss(items: string, channel = '', attributes = ''): string {
  return `<?xml version="1.0"?>\n<rss version="2.0" ${NAMESPACES} ${attributes}><channel><title>A blog</title>${channel}${items}</channel></rss>`
}

/** One entry in Atom 1.0. */
export function atom(entries: string, attributes = ''): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" ${attributes}>${entries}</feed>`
}

const NAMESPACES = [
  'content="http://purl.org/rss/1.0/modules/content/"',
  'dc="http://purl.org/dc/elements/1.1/"',
  'wfw="http://wellformedweb.org/CommentAPI/"',
  'slash="http://purl.org/rss/1.0/modules/slash/"',
  'atom="http://www.w3.org/2005/Atom"',
]
  .map((declaration) => `xmlns:${declaration}`)
  .join(' ')
