import { relative, sep } from 'node:path'
import { messageOf } from '../../../core/message-of.ts'
import { idOfAddress } from '../../documents/post-id.ts'
import { decodeText } from '../decode-text.ts'
import { readSmallFile } from '../markdown/read-text-file.ts'
import type { FolderFormat, SourceItem, SourceOptions } from '../source-types.ts'
import { allFiles, keepUnreadable } from '../walk.ts'
import { nestingOf } from './nesting.ts'
import type { Page } from './page.ts'

/** A larger page is no post. Its tree takes some thirty times as much memory. */
const MAX_FILE_BYTES = 8 * 1024 * 1024
/** Levels of nested elements; no person writes a page with more. The time of the readability library grows with their cube: 0.3 s for 250, 5 s for 1,000, minutes for 5,000. */
const MAX_NESTING = 250
/** The start of a page, in which its encoding is looked for; browsers look at less. */
const HEAD_BYTES = 4096
const PAGE = /\.x?html?$/i
/** Pages that are read to see whether a folder is a blog: in many blogs lists come before posts. */
const MAX_LOOKED_AT = 200

/** A folder of HTML pages, such as a built static site. Each page that says it is an article is a post. */
export const htmlFolderFormat: FolderFormat = {
  name: 'html',
  title: 'HTML pages',
  recognises: hasPosts,
  open: (path, options) => ({
    name: path,
    format: 'html',
    complete: true,
    items: (signal) => readFolder(path, options, signal),
  }),
}

async function hasPosts(path: string): Promise<boolean> {
  let looked = 0
  for await (const item of readFolder(path, {}, undefined)) {
    if (item.kind === 'document') return true
    looked += 1
    if (looked >= MAX_LOOKED_AT) return false
  }
  return false
}

async function* readFolder(
  folder: string,
  { siteUrl, pages = false }: SourceOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const seen = new Set<string>()
  // Loaded only here: other formats need no HTML tree, and not the 20 MB of its library.
  const { toItem } = await import('./page.ts')
  const read = (page: Page) => toItem(page, { siteUrl, pages })
  const unreadable: SourceItem[] = []
  for await (const file of allFiles(folder, keepUnreadable(folder, unreadable))) {
    signal?.throwIfAborted()
    if (!PAGE.test(file)) continue
    const place = relative(folder, file).split(sep).join('/')
    const content = await readSmallFile(file, MAX_FILE_BYTES)
    if (content.bytes === undefined) yield { kind: 'failed', place, reason: content.reason }
    else yield unlessSeen(readPage(place, content.bytes, read), seen)
  }
  yield* unreadable
}

/** Skips a post whose address another page had: `a.html` beside `a/index.html`, or a copy for printing. */
export function unlessSeen(item: SourceItem, seen: Set<string>): SourceItem {
  if (item.kind !== 'document') return item
  const { url } = item.value as { url: string }
  const key = idOfAddress(url) ?? url
  if (seen.has(key)) return { kind: 'skipped', place: item.place, what: 'post', reason: 'repeated' }
  seen.add(key)
  return item
}

/** Reads a page. If it breaks the parser, that is an error of this one page. `charset` is its encoding, if the server names it. */
export function readPage(
  place: string,
  bytes: Buffer,
  read: (page: Page) => SourceItem,
  charset = charsetOf(bytes),
): SourceItem {
  try {
    const { text: html, repaired } = decodeText(bytes, charset)
    const nesting = nestingOf(html)
    if (nesting > MAX_NESTING) {
      const reason = `expected at most ${MAX_NESTING} elements in each other, got ${nesting}`
      return { kind: 'failed', place, reason }
    }
    const item = read({ place, html })
    return item.kind === 'document' && repaired.length > 0 ? { ...item, repaired } : item
  } catch (error) {
    return { kind: 'failed', place, reason: `expected a page that can be read, got ${messageOf(error)}` }
  }
}

/** The encoding that a page names at its start. */
function charsetOf(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, HEAD_BYTES).toString('latin1')
  return /<meta\s[^>]*?charset\s*=\s*["']?\s*(?<name>[\w.:-]+)/i.exec(head)?.groups?.name
}
