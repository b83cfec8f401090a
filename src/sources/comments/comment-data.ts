import { basename, dirname, relative, sep } from 'node:path'
import { readDate } from '../markdown/front-matter-date.ts'
import { readTextFile } from '../markdown/read-text-file.ts'
import { messageOf } from '../message-of.ts'
import type { FolderFormat, Source, SourceItem } from '../source-types.ts'
import { allFiles } from '../walk.ts'
import { composeYaml, valueOfYaml } from '../yaml.ts'

const MAX_FILE_BYTES = 4 * 1024 * 1024
const DATA_FILE = /\.(?:ya?ml|json)$/i
/** The names that comments' fields have in data files of Staticman, Jekyll and their kin. E-mail addresses are never read. */
const FIELDS = {
  id: ['_id', 'id', 'comment_id'],
  text: ['message', 'comment', 'text', 'body', 'content'],
  author: ['name', 'author', 'author_name'],
  date: ['date', 'timestamp', 'created_at', 'created'],
  parentId: ['replying_to_uid', 'reply_to', 'replying_to', 'parent', 'parent_id', '_parent'],
  url: ['comment_url', 'permalink'],
} as const

/** Comments as data files, one each, in a folder for each post that bears its slug: `_data/comments/my-post/1.yml`, as Staticman writes them. */
export const commentDataFormat: FolderFormat = {
  name: 'comment-data',
  recognises: hasCommentData,
  open: (path): Source => ({
    name: path,
    format: 'comment-data',
    complete: true,
    items: (signal) => readFolder(path, signal),
  }),
}

/** Whether the first data file of a folder in a folder is a comment. */
async function hasCommentData(path: string): Promise<boolean> {
  for await (const file of allFiles(path)) {
    if (!DATA_FILE.test(file) || dirname(file) === path) continue
    const item = await readFile(file, path)
    return item.kind === 'document'
  }
  return false
}

async function* readFolder(
  folder: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  for await (const file of allFiles(folder)) {
    signal?.throwIfAborted()
    if (DATA_FILE.test(file)) yield readFile(file, folder)
  }
}

async function readFile(file: string, folder: string): Promise<SourceItem> {
  const place = relative(folder, file).split(sep).join('/')
  const failed = (reason: string): SourceItem => ({ kind: 'failed', place, reason })
  const read = await readTextFile(file, MAX_FILE_BYTES)
  if (read.text === undefined) return failed(read.reason)
  try {
    // That keys are unique is checked in the square of their number.
    const document = composeYaml(read.text, { uniqueKeys: false })
    const [error] = document.errors
    if (error !== undefined) return failed(`expected YAML or JSON, got ${error.message.split('\n')[0]}`)
    const value: unknown = valueOfYaml(document)
    return toItem(value, place, failed)
  } catch (error) {
    return failed(`expected YAML or JSON, got ${messageOf(error)}`)
  }
}

function toItem(value: unknown, place: string, failed: (reason: string) => SourceItem): SourceItem {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return failed('expected the fields of a comment, got none')
  }
  const fields = new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]))
  const first = (names: readonly string[]) => names.map((name) => textOf(fields.get(name))).find(Boolean)
  const text = first(FIELDS.text)
  if (text === undefined)
    return failed(`field "message": expected text, got ${[...fields.keys()].join(', ')}`)
  const date = first(FIELDS.date)
  const slug = basename(dirname(place))
  const known = {
    author: first(FIELDS.author),
    date: date === undefined ? undefined : (readDate(fromSeconds(date)) ?? date),
    parentId: first(FIELDS.parentId),
    url: first(FIELDS.url),
  }
  return {
    kind: 'document',
    place,
    value: {
      id: first(FIELDS.id) ?? place.replace(DATA_FILE, ''),
      postSlug: slug === '.' ? '' : slug,
      text,
      format: 'markdown',
      ...Object.fromEntries(Object.entries(known).filter(([, field]) => field !== undefined)),
    },
  }
}

/** Staticman's timestamps are seconds or milliseconds since 1970. */
function fromSeconds(date: string): string {
  if (!/^\d{9,13}$/.test(date)) return date
  return new Date(Number(date) * (date.length > 11 ? 1 : 1000)).toISOString()
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined
  if (typeof value === 'number') return String(value)
  return value instanceof Date ? value.toISOString() : undefined
}
