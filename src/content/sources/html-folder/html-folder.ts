import { relative, sep } from 'node:path'
import { messageOf } from '../../../core/message-of.ts'
import { idFromUrl } from '../../documents/post-id.ts'
import { decodeText } from '../decode-text.ts'
import { readSmallFile } from '../markdown/read-text-file.ts'
import type { FolderFormat, SourceItem, SourceOptions } from '../source-types.ts'
import { allFiles } from '../walk.ts'
import { nestingOf } from './nesting.ts'
import type { Page } from './page.ts'

/** A larger page is no post; its tree takes some thirty times as much. */
const MAX_FILE_BYTES = 8 * 1024 * 1024
/** Elements in each other beyond which no person wrote the page. The time of the readability library grows with their cube: 0.3 s for so many, 5 s for 1,000, minutes for 5,000. */
const MAX_NESTING = 250
/** Where browsers look for a page's encoding, and more. */
const HEAD_BYTES = 4096
const PAGE = /\.x?html?$/i
/** Pages that are looked at to see whether a folder is a blog: lists come before posts in many. */
const MAX_LOOKED_AT = 200

/** A folder of HTML pages, as a built static site: each page that says it is an article is a post. */
export const htmlFolderFormat: FolderFormat = {
  name: 'html',
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
  // Loaded only here: whatever else is read needs no HTML tree, and the 20 MB of its library.
  const { toItem } = await import('./page.ts')
  const read = (page: Page) => toItem(page, { siteUrl, pages })
  for await (const file of allFiles(folder)) {
    signal?.throwIfAborted()
    if (!PAGE.test(file)) continue
    const place = relative(folder, file).split(sep).join('/')
    const content = await readSmallFile(file, MAX_FILE_BYTES)
    if (content.bytes === undefined) yield { kind: 'failed', place, reason: content.reason }
    else yield unlessSeen(readPage(place, content.bytes, read), seen)
  }
}

/** A post that another page was already, by its address: `a.html` beside `a/index.html`, or a copy for printing. */
function unlessSeen(item: SourceItem, seen: Set<string>): SourceItem {
  if (item.kind !== 'document') return item
  const { url } = item.value as { url: string }
  const key = idFromUrl(url) ?? url
  if (seen.has(key)) return { kind: 'skipped', place: item.place, what: 'post', reason: 'repeated' }
  seen.add(key)
  return item
}

/** A page that overcomes the parser is an error of this one page. */
function readPage(place: string, bytes: Buffer, read: (page: Page) => SourceItem): SourceItem {
  try {
    const { text: html, repaired } = decodeText(bytes, charsetOf(bytes))
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

/** The encoding that a page names in its beginning. */
function charsetOf(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, HEAD_BYTES).toString('latin1')
  return /<meta\s[^>]*?charset\s*=\s*["']?\s*(?<name>[\w.:-]+)/i.exec(head)?.groups?.name
}
