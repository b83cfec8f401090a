import { textIn, type XmlElement } from '../xml/element.ts'
import { isForSubscribers } from './members-only.ts'
import { metaOf } from './post-meta.ts'

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

/** The entries of Yoast, Rank Math, All in One SEO, SEOPress and The SEO Framework, and their values for yes. */
const NO_INDEX: readonly [key: string, value: RegExp][] = [
  ['_yoast_wpseo_meta-robots-noindex', /^1$/],
  ['rank_math_robots', /"noindex"/],
  ['_aioseop_noindex', /^on$/],
  ['_seopress_robots_index', /^yes$/],
  ['_genesis_noindex', /^1$/],
]

/** The reason why an item of the export is not for readers; undefined if it is. */
export function whyPostLeftOut(item: XmlElement, takesPages: boolean): string | undefined {
  const type = textIn(item, 'wp:post_type') || 'post'
  if (type === 'attachment') return type
  if (type === 'page' && !takesPages) return type
  if (type !== 'page' && type !== 'post') return `post type ${shorten(type)}`
  const status = textIn(item, 'wp:status') ?? ''
  if (status !== 'publish') return STATUSES.get(status) ?? `status ${shorten(status) || 'missing'}`
  return whyPublishedLeftOut(item)
}

function whyPublishedLeftOut(item: XmlElement): string | undefined {
  if (textIn(item, 'wp:post_password')) return 'password-protected'
  if (hasNoIndex(item)) return 'noindex'
  return isForSubscribers(item) ? 'for subscribers' : undefined
}

/** Whether a plugin for search engines says that a post is not to be found. */
function hasNoIndex(item: XmlElement): boolean {
  return NO_INDEX.some(([key, value]) => value.test(metaOf(item, key) ?? ''))
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
