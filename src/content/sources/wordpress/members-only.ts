import { textIn, type XmlElement } from '../xml/element.ts'
import { metaOf } from './post-meta.ts'

/** Shortcodes of plugins that have members. */
const SHORTCODE =
  /^(?:is_logged_in|loggedin|logged_in|member|members|members_only|membership|memberonly|paid|private|protected|restrict|restricted|s2If|um_loggedin|user_only|(?:mepr|pmpro|rcp|wcm|wlm|wpmem)[-_]\w+)$/
/** Blocks of Jetpack, which has subscribers. The text after the paywall and the text in the other block are for them. */
const PAYWALL = '<!-- wp:jetpack/paywall'
const SUBSCRIBER_VIEW = '<!-- wp:premium-content/subscriber-view'
const SUBSCRIBER_VIEW_END = '<!-- /wp:premium-content/subscriber-view'

/** Whether a shortcode shows the text that it encloses only to members. */
export function isMembersOnly(shortcode: string): boolean {
  return SHORTCODE.test(shortcode)
}

/** Whether a post has nothing for readers who are no subscribers. */
export function isForSubscribers(item: XmlElement): boolean {
  const level = metaOf(item, '_jetpack_newsletter_access') || 'everybody'
  return level !== 'everybody' && !textIn(item, 'content:encoded')?.includes(PAYWALL)
}

/** Whether any part of a content is for members alone. */
export function hasMembersPart(content: string): boolean {
  const shortcodes = [...content.matchAll(/\[([a-z][\w-]*)/gi)].map(([, name = '']) => name)
  return withoutSubscriberBlocks(content) !== content || shortcodes.some(isMembersOnly)
}

/** The content of a post without the blocks that are for subscribers. */
export function withoutSubscriberBlocks(content: string): string {
  const [beforePaywall = ''] = content.split(PAYWALL, 1)
  const [open = '', ...views] = beforePaywall.split(SUBSCRIBER_VIEW)
  return open + views.map((view) => view.slice(endOf(view))).join('')
}

function endOf(view: string): number {
  const end = view.indexOf(SUBSCRIBER_VIEW_END)
  return end === -1 ? view.length : end
}
