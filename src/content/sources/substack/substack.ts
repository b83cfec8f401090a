import { basename, dirname, join } from 'node:path'
import { decodeText } from '../decode-text.ts'
import { readHead } from '../many-files.ts'
import { readSmallFile } from '../markdown/read-text-file.ts'
import type { FileFormat, FolderFormat, Source, SourceItem, SourceOptions } from '../source-types.ts'
import { allFiles } from '../walk.ts'
import { readCsv } from './csv.ts'
import { addressOf, isPublic, type Row, toRawPost, whyLeftOut } from './row.ts'

/** A larger page is no post. */
const MAX_FILE_BYTES = 16 * 1024 * 1024
const CSV = 'posts.csv'
/** The folder of the texts, beside the list of posts. */
const POSTS = 'posts'
const NAME = 'substack'
const TITLE = 'Substack export'

/** The export of a Substack publication: `posts.csv` has the list of posts, and `posts/` the text of each. */
export const substackFolderFormat: FolderFormat = {
  name: NAME,
  title: TITLE,
  recognises: async (path) => {
    const head = await readHead(join(path, CSV)).catch(() => undefined)
    return head !== undefined && isList(String(head))
  },
  open: (path, options) => openExport(path, join(path, CSV), options),
}

/** The list of posts of such an export, with the texts beside it. */
export const substackFormat: FileFormat = {
  name: NAME,
  title: TITLE,
  recognises: isList,
  open: (path, options) => openExport(path, path, options),
}

function isList(head: string): boolean {
  const [header = ''] = head.split('\n', 1)
  return ['post_id', 'is_published', 'title'].every((column) => header.includes(column))
}

function openExport(name: string, csv: string, options: SourceOptions): Source {
  return {
    name,
    format: NAME,
    complete: true,
    items: (signal) => readExport(csv, options, signal),
  }
}

async function* readExport(
  csv: string,
  options: SourceOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const folder = join(dirname(csv), POSTS)
  const listed = new Set<string>()
  for await (const read of readRows(csv, signal)) {
    if ('reason' in read) yield { kind: 'failed', ...read }
    else {
      listed.add(read.row.post_id?.trim() ?? '')
      yield await readPost(read.row, read.place, { ...options, folder })
    }
  }
  for await (const file of allFiles(folder)) {
    const id = /^(?<id>.+)\.html$/i.exec(basename(file))?.groups?.id
    const place = `${POSTS}/${basename(file)}`
    if (id === undefined || listed.has(id)) continue
    yield { kind: 'skipped', place, what: 'post', reason: `not in ${CSV}` }
  }
}

type ReadRow = { row: Row; place: string } | { place: string; reason: string }

/** The rows of the list. What is no CSV is told at the end. */
async function* readRows(csv: string, signal: AbortSignal | undefined): AsyncGenerator<ReadRow> {
  const name = basename(csv)
  let columns: string[] | undefined
  for await (const { line, cells, reason } of readCsv(csv, signal)) {
    const place = `${name}:${line}`
    if (cells === undefined) yield { place, reason }
    else if (columns === undefined) columns = cells.map((cell) => cell.trim().toLowerCase())
    else yield { place, row: Object.fromEntries(columns.map((column, i) => [column, cells[i]])) }
  }
}

async function readPost(
  row: Row,
  place: string,
  options: SourceOptions & { folder: string },
): Promise<SourceItem> {
  const reason = whyLeftOut(row, options.pages === true)
  if (reason !== undefined) return { kind: 'skipped', place, what: 'post', reason }
  const url = addressOf(row, options.siteUrl)
  if (url === undefined) {
    const given = JSON.stringify(row.post_id ?? null)
    return { kind: 'failed', place, reason: `field "post_id": expected a number and a name, got ${given}` }
  }
  if (!isPublic(row)) {
    const repaired = ['text for subscribers left out, subtitle taken']
    return { kind: 'document', place, value: toRawPost(row, url, undefined), repaired }
  }
  const text = await readText(join(options.folder, `${row.post_id?.trim()}.html`))
  const repaired = text === undefined ? ['text missing, subtitle taken'] : []
  return { kind: 'document', place, value: toRawPost(row, url, text), repaired }
}

async function readText(path: string): Promise<string | undefined> {
  const { bytes } = await readSmallFile(path, MAX_FILE_BYTES)
  return bytes && decodeText(bytes, 'utf-8').text
}
