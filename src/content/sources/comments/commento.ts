import { basename } from 'node:path'
import { readJsonValues } from '../ghost/json-values.ts'
import { isTable } from '../markdown/fields.ts'
import type { SourceItem } from '../source-types.ts'
import { commentFormat, commentItem, notAComment, textIn } from './json-export.ts'

/** The comments of a Commento export (JSON), which name their posts by path. */
export const commentoFormat = commentFormat(
  {
    name: 'commento',
    title: 'Commento export',
    recognises: (head) =>
      /^\s*\{/.test(head) && /"commentHex"\s*:|^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"comments"\s*:/.test(head),
  },
  readCommento,
)

/** The id of whoever comments without an account. */
const ANONYMOUS = 'anonymous'
/** The parent of a comment that answers none. */
const ROOT = 'root'

/** The file is read twice, since the names of those who comment come after the comments. */
async function* readCommento(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const names = new Map<string, string>()
  for await (const { value } of readJsonValues(path, ['$.commenters.*'], signal)) {
    const name = isTable(value) ? textIn(value, 'name') : undefined
    if (isTable(value) && name !== undefined) names.set(textIn(value, 'commenterHex') ?? '', name)
  }
  let number = 0
  for await (const { value } of readJsonValues(path, ['$.comments.*'], signal)) {
    number += 1
    const place = `${basename(path)}: comment ${number}`
    yield isTable(value) ? toItem(value, names, place) : notAComment(place, value)
  }
}

function toItem(
  comment: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
  place: string,
): SourceItem {
  const html = textIn(comment, 'html')
  const parent = textIn(comment, 'parentHex')
  const commenter = textIn(comment, 'commenterHex') ?? ANONYMOUS
  return commentItem(place, whyHidden(comment), {
    id: textIn(comment, 'commentHex'),
    postUrl: textIn(comment, 'url', 'path'),
    parentId: parent === ROOT ? undefined : parent,
    text: html ?? textIn(comment, 'markdown') ?? '',
    format: html === undefined ? 'markdown' : 'html',
    author: names.get(commenter),
    date: textIn(comment, 'creationDate'),
  })
}

function whyHidden(comment: Record<string, unknown>): string | undefined {
  if (comment.deleted === true) return 'deleted'
  const state = textIn(comment, 'state')
  return state === undefined || state === 'approved' ? undefined : 'unapproved'
}
