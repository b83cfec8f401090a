import { readXmlRoot } from './feed/xml-root.ts'

/** Files that begin with these bytes, which are written here in hexadecimal. */
const MAGIC: readonly [string, string][] = [
  ['25504446', 'a PDF document'],
  ['53514c69746520666f726d6174203300', 'an SQLite database'],
  ['89504e47', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
  ['47494638', 'a GIF picture'],
  ['377abcaf271c', 'a 7z archive'],
  ['526172211a07', 'a RAR archive'],
  ['fd377a585a00', 'an xz archive'],
  ['28b52ffd', 'a zstd archive'],
  ['425a68', 'a bzip2 archive'],
  ['d0cf11e0', 'an old Microsoft Office document'],
]
/** Texts that begin in these ways. */
const TEXTS: readonly [RegExp, string][] = [
  [
    /^\s*(?:--|\/\*).*(?:dump|sql)|^\s*(?:create table|insert into|set names)\b/i,
    'a dump of an SQL database',
  ],
  [/^\s*<!doctype html|^\s*<html[\s>]/i, 'an HTML page; a folder of pages is a source'],
  [/^(?:---|\+\+\+)[ \t]*\r?\n/, 'a single file with front matter; the folder of a site is a source'],
  [/^\s*[[{]/, 'JSON of no known export'],
  [/^[^\n,;\t]{1,80}(?:[,;\t][^\n,;\t]{0,80}){2,}\r?\n/, 'a table such as CSV'],
]
/** The place of the mark of tar, and the mark. */
const TAR = { at: 257, mark: 'ustar' }

/** What a file of no known format looks like, by its first bytes: "a PDF document". */
export function looksLike(head: Buffer): string {
  if (head.length === 0) return 'an empty file'
  if (isDatabaseOfIsso(head)) {
    return 'the SQLite database of Isso, which is not read itself; "docs/sources.md" says how to export its comments'
  }
  const start = head.toString('hex', 0, 16)
  const binary = MAGIC.find(([magic]) => start.startsWith(magic))?.[1]
  if (binary !== undefined) return binary
  if (head.toString('latin1', TAR.at, TAR.at + TAR.mark.length) === TAR.mark) return 'a tar archive'
  const text = new TextDecoder().decode(head)
  if (text.replaceAll('\0', '').length < text.length * 0.9 || text.includes('\ufffd\ufffd')) return 'no text'
  return textLooksLike(text)
}

/** Whether a database has the tables of Isso in its first page, which lists them. */
function isDatabaseOfIsso(head: Buffer): boolean {
  const text = head.toString('latin1')
  const tables = ['threads', 'comments'].map(
    (name) => new RegExp(`create table (?:if not exists )?${name}\\b`, 'i'),
  )
  return text.startsWith('SQLite format 3') && tables.every((table) => table.test(text))
}

function textLooksLike(text: string): string {
  const known = TEXTS.find(([start]) => start.test(text))?.[1]
  if (known !== undefined) return known
  const root = /^\s*</.test(text) ? readXmlRoot(text) : undefined
  if (root?.name === 'urlset' || root?.name === 'sitemapindex') return 'a sitemap; its address is a source'
  return root === undefined ? 'plain text' : `XML with the root <${root.name}>`
}
