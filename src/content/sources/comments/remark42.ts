import { basename } from 'node:path'
import { isTable, tableOf } from '../markdown/fields.ts'
import { readNdjson } from '../ndjson-source.ts'
import type { SourceItem } from '../source-types.ts'
import { commentFormat, commentItem, notAComment, textIn } from './json-export.ts'

/** The first line of a backup, which tells of users and settings of pages. */
const HEADER = /^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"users"\s*:/
/** A line with a comment: it says where it stands, and which comment it answers. */
const COMMENT = /^\s*\{(?=[^\n]*"locator"\s*:\s*\{)(?=[^\n]*"pid"\s*:)/

/** The comments of a backup of Remark42: one JSON object a line. They name their posts by address. */
export const remark42Format = commentFormat(
  {
    name: 'remark42',
    title: 'Remark42 backup',
    recognises: (head) => HEADER.test(head) || COMMENT.test(head),
  },
  readRemark42,
)

async function* readRemark42(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  for await (const item of readNdjson(path, basename(path), {}, signal)) {
    if (item.kind !== 'document') yield item
    else if (!isTable(item.value)) yield notAComment(item.place, item.value)
    else if (!('users' in item.value)) yield toItem(item.value, item.place)
  }
}

function toItem(comment: Record<string, unknown>, place: string): SourceItem {
  const html = textIn(comment, 'text')
  return commentItem(place, comment.delete === true ? 'deleted' : undefined, {
    id: textIn(comment, 'id'),
    postUrl: textIn(tableOf(comment.locator), 'url'),
    parentId: textIn(comment, 'pid'),
    text: html ?? textIn(comment, 'orig') ?? '',
    format: html === undefined ? 'markdown' : 'html',
    author: textIn(tableOf(comment.user), 'name'),
    date: textIn(comment, 'time'),
  })
}
