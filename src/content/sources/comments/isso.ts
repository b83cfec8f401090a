import { basename } from 'node:path'
import { readDate } from '../../documents/read-date.ts'
import { readJsonValues } from '../ghost/json-values.ts'
import { isTable } from '../markdown/fields.ts'
import type { SourceItem } from '../source-types.ts'
import { commentFormat, commentItem, listOf, notAComment, textIn } from './json-export.ts'

/**
 * The comments of Isso as JSON: a list of threads with their comments, which Isso itself imports, or a list of the rows of
 * its table of comments, each with the path of its page (`uri`).
 */
export const issoFormat = commentFormat(
  {
    name: 'isso',
    title: 'Isso comments',
    recognises: (head) =>
      /^\s*\[\s*\{/.test(head) &&
      /"text"\s*:/.test(head) &&
      /"created"\s*:/.test(head) &&
      /"(?:comments|uri)"\s*:/.test(head),
  },
  readIsso,
)

/** The modes of comments that are not for readers. Mode 1 is accepted. */
const MODES = new Map([
  ['2', 'unapproved'],
  ['4', 'deleted'],
])
const ACCEPTED = '1'

async function* readIsso(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  let number = 0
  for await (const { value } of readJsonValues(path, ['$.*'], signal)) {
    number += 1
    const place = `${basename(path)}: ${number}`
    if (!isTable(value)) yield notAComment(place, value)
    else if ('comments' in value) yield* readThread(value, place)
    else yield toItem(value, textIn(value, 'uri'), place)
  }
}

function* readThread(thread: Record<string, unknown>, threadPlace: string): Generator<SourceItem> {
  const page = textIn(thread, 'id', 'uri')
  for (const [i, comment] of listOf(thread.comments).entries()) {
    const place = `${threadPlace}, comment ${i + 1}`
    yield isTable(comment) ? toItem(comment, page, place) : notAComment(place, comment)
  }
}

function toItem(comment: Record<string, unknown>, page: string | undefined, place: string): SourceItem {
  const mode = textIn(comment, 'mode') ?? ACCEPTED
  const hidden = mode === ACCEPTED ? undefined : (MODES.get(mode) ?? `mode ${mode.slice(0, 10)}`)
  const created = textIn(comment, 'created')
  return commentItem(place, hidden, {
    id: textIn(comment, 'id'),
    postUrl: page,
    parentId: textIn(comment, 'parent'),
    text: textIn(comment, 'text') ?? '',
    format: 'markdown',
    author: textIn(comment, 'author'),
    date: created === undefined ? undefined : toDate(created),
  })
}

/** A date, which Isso's table has as seconds since 1970. */
function toDate(created: string): string {
  const seconds = Number(created)
  const date = new Date(seconds * 1000)
  if (Number.isNaN(seconds) || Number.isNaN(date.getTime())) return readDate(created) ?? created
  return date.toISOString()
}
