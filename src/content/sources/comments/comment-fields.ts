import { readDate } from '../../documents/read-date.ts'
import { isTable } from '../markdown/fields.ts'
import { readYesNo } from '../markdown/front-matter-values.ts'
import type { SourceItem } from '../source-types.ts'

/** Names of comments' fields in data files of Staticman, Jekyll and similar tools. E-mail addresses are never read. */
const FIELDS = {
  id: ['_id', 'id', 'comment_id'],
  text: ['message', 'comment', 'text', 'body', 'content'],
  author: ['name', 'author', 'author_name'],
  date: ['date', 'timestamp', 'created_at', 'created'],
  parentId: ['replying_to_uid', 'reply_to', 'replying_to', 'parent', 'parent_id', '_parent'],
  url: ['comment_url', 'permalink'],
  post: ['post_id', 'postid', 'post_url', 'post_slug', 'page_id', 'slug'],
} as const
/** Fields that tell by a yes or a no that a comment is not for readers. */
const HIDDEN_BY = { no: ['approved', 'published'], yes: ['hidden', 'deleted', 'spam'] }

/** The place of a comment, its id if it has none of its own, and the slug of its post if it does not name the post. */
type CommentPlace = { place: string; id: string; slug: string }

/** The comment in the fields of a data file, not yet validated. */
export function toItem(value: unknown, { place, id, slug }: CommentPlace): SourceItem {
  const failed = (reason: string): SourceItem => ({ kind: 'failed', place, reason })
  if (!isTable(value)) return failed('expected the fields of a comment, got none')
  const fields = new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]))
  const first = (names: readonly string[]) => names.map((name) => textOf(fields.get(name))).find(Boolean)
  const text = first(FIELDS.text)
  if (text === undefined)
    return failed(`field "message": expected text, got ${[...fields.keys()].join(', ')}`)
  if (isHidden(fields)) return { kind: 'skipped', place, what: 'comment', reason: 'unapproved' }
  const date = first(FIELDS.date)
  const known = {
    author: first(FIELDS.author),
    date: date === undefined ? undefined : (readDate(date) ?? date),
    parentId: first(FIELDS.parentId),
    url: first(FIELDS.url),
  }
  return {
    kind: 'document',
    place,
    value: {
      id: first(FIELDS.id) ?? id,
      ...nameOfPost(first(FIELDS.post) ?? slug),
      text,
      format: 'markdown',
      ...Object.fromEntries(Object.entries(known).filter(([, field]) => field !== undefined)),
    },
  }
}

function isHidden(fields: ReadonlyMap<string, unknown>): boolean {
  const says = (names: readonly string[], wanted: boolean) =>
    names.some((name) => readYesNo(textOf(fields.get(name)) ?? fields.get(name)) === wanted)
  return says(HIDDEN_BY.no, false) || says(HIDDEN_BY.yes, true)
}

/** The name of a post. A path or an address tells more than its last part. */
function nameOfPost(name: string): { postUrl: string } | { postSlug: string } {
  return name.includes('/') ? { postUrl: name } : { postSlug: name }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined
  if (typeof value === 'number') return String(value)
  return value instanceof Date ? value.toISOString() : undefined
}
