import { errorLines } from '../../core/item-errors.ts'
import { printable } from '../../core/printable.ts'
import type { IndexedPost } from '../documents/indexed.ts'
import type { CommentFound, Inspection, KindFound } from './inspect.ts'

/** An inspection as text for people. */
export function inspectionAsText({
  sources,
  posts,
  comments,
  failed,
  mended,
  first,
  firstComments,
}: Inspection): string {
  const lines = [
    ...first.flatMap(postLines),
    ...firstComments.flatMap(commentLines),
    ...sources.flatMap(({ name, format, title, complete, notes = [] }) => [
      `${name}: ${title ?? format}${complete ? '' : ', a window on the newest'}`,
      ...notes.map((note) => `  note: ${note}`),
    ]),
    ...kindLines('posts', posts),
    ...kindLines('comments', comments),
    ...errorLines('mended', mended),
    ...errorLines('failed', failed),
  ]
  return `${lines.map(printable).join('\n')}\n`
}

function postLines({
  id,
  title,
  url,
  date,
  author,
  site,
  tags,
  categories,
  language,
  excerpt,
  text,
}: IndexedPost): string[] {
  const fields = {
    id,
    url,
    date,
    author,
    site,
    language,
    tags: tags.join(', '),
    categories: categories.join(', '),
  }
  return [title, ...fieldLines(fields), `  text: ${text.length} characters: ${excerpt}`, '']
}

function commentLines({ text, excerpt, ...fields }: CommentFound): string[] {
  return ['Comment', ...fieldLines(fields), `  text: ${text.length} characters: ${excerpt}`, '']
}

function fieldLines(fields: Record<string, string | undefined>): string[] {
  return Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name}: ${value}`] : []))
}

function kindLines(
  name: string,
  { found, skipped, repaired, unknownFields, withoutPost = [] }: KindFound,
): string[] {
  const fields = Object.entries(unknownFields).map(([field, n]) => `${field} (${n})`)
  return [
    `${name}: ${found}`,
    ...Object.entries(skipped).map(([reason, count]) => `  skipped: ${count} (${reason})`),
    ...withoutPost.map((one) => `    of an unknown post: ${one}`),
    ...Object.entries(repaired).map(([what, count]) => `  repaired: ${count} (${what})`),
    ...(fields.length > 0 ? [`  unknown fields, left out: ${fields.join(', ')}`] : []),
  ]
}
