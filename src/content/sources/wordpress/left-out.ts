import type { SourceOptions } from '../source-types.ts'
import { textIn, type XmlElement } from '../xml/element.ts'
import { isForSubscribers } from './members-only.ts'

/** The names of statuses in the report; others keep their own name. */
const STATUSES = new Map([
  ['draft', 'draft'],
  ['auto-draft', 'auto-draft'],
  ['pending', 'pending'],
  ['private', 'private'],
  ['future', 'scheduled'],
  ['trash', 'trash'],
])
const COMMENT_STATUSES = new Map([
  ['spam', 'spam'],
  ['trash', 'trash'],
  ['post-trashed', 'trash'],
])

/** The reason why an item of the export is not for readers; undefined if it is. Posts of other types than `post` are only taken if they are named. */
export function whyPostLeftOut(
  item: XmlElement,
  { pages = false, postTypes = [] }: Pick<SourceOptions, 'pages' | 'postTypes'>,
): string | undefined {
  const type = textIn(item, 'wp:post_type') || 'post'
  if (type === 'attachment') return type
  if (type === 'page' && !pages && !postTypes.includes(type)) return type
  if (!['page', 'post', ...postTypes].includes(type)) return `post type ${shorten(type)}`
  const status = textIn(item, 'wp:status') ?? ''
  if (status !== 'publish') return STATUSES.get(status) ?? `status ${shorten(status) || 'missing'}`
  if (textIn(item, 'wp:post_password')) return 'password-protected'
  return isForSubscribers(item) ? 'for subscribers' : undefined
}

/** The reason why a comment is not for readers; undefined if it is. */
export function whyCommentLeftOut(comment: XmlElement): string | undefined {
  const type = textIn(comment, 'wp:comment_type') || 'comment'
  if (type === 'pingback' || type === 'trackback') return type
  if (type !== 'comment') return `comment type ${shorten(type)}`
  const approved = textIn(comment, 'wp:comment_approved') ?? ''
  if (approved === '1' || approved === 'approved') return undefined
  return COMMENT_STATUSES.get(approved) ?? 'unapproved'
}

function shorten(name: string): string {
  return name.slice(0, 40)
}
