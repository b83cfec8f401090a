import { z } from 'zod'
import { markdownToHtml } from '../../documents/markdown-html.ts'
import { toPath } from '../markdown/address.ts'
import { dateValues, fillIn } from '../markdown/permalink.ts'
import { pictureAt } from '../picture.ts'
import { underSite } from '../site-url.ts'
import type { SourceItem } from '../source-types.ts'
import { escapeHtml, PAYWALL } from './cards.ts'
import { lexicalToHtml } from './lexical.ts'
import { mobiledocToHtml } from './mobiledoc.ts'

const text = z.string().nullish()

/** A post as Ghost's export and its Content API have it. */
export const GhostPost = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  title: text,
  slug: z.string().min(1, 'expected a slug, got an empty text'),
  url: text,
  html: text,
  lexical: text,
  mobiledoc: text,
  /** The text in exports of the first versions of Ghost. */
  markdown: text,
  type: text,
  page: z.union([z.boolean(), z.number()]).nullish(),
  status: text,
  visibility: text,
  access: z.boolean().nullish(),
  custom_excerpt: text,
  meta_description: text,
  feature_image: text,
  feature_image_alt: text,
  /** The single author, in old exports that cannot have several. */
  author_id: z.union([z.string(), z.number()]).nullish(),
  published_at: z.union([z.string(), z.number()]).nullish(),
  updated_at: z.union([z.string(), z.number()]).nullish(),
})
export type GhostPost = z.infer<typeof GhostPost>

/** The data of a post from other tables. */
type GhostLabels = { tags: string[]; authors: string[]; language?: string | undefined }

export type GhostOptions = { siteUrl: string | undefined; pages: boolean; permalink?: string | undefined }

/** The placeholder for the blog's own address in Ghost's exports. */
const OWN_ADDRESS = /__GHOST_URL__/g
/** A block of a post that is only for some readers. If it has no end, all that follows belongs to it. */
const GATED =
  /<!--\s*kg-gated-block:begin(?<readers>[^>]*)-->(?<inner>[\s\S]*?)(?:<!--\s*kg-gated-block:end\s*-->|$)/g
/** Tags whose names begin with this sign are only for the blog's author. */
const INTERNAL_TAG = /^#/

/** A post of Ghost as a raw document, or the reason why it is none. A post for members only has just its title and excerpt. */
export function toItem(
  value: unknown,
  place: string,
  labelsOf: (post: GhostPost) => GhostLabels,
  options: GhostOptions,
): SourceItem {
  const parsed = GhostPost.safeParse(value)
  if (!parsed.success) return { kind: 'failed', place, reason: describe(parsed.error) }
  const post = parsed.data
  const hidden = whyHidden(post, options)
  if (hidden !== undefined) return { kind: 'skipped', place, what: 'post', reason: hidden }
  try {
    return { kind: 'document', place, value: toRawPost(post, labelsOf(post), options) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return {
      kind: 'failed',
      place,
      reason: `field "lexical" or "mobiledoc": expected JSON, got ${error.message}`,
    }
  }
}

function whyHidden(post: GhostPost, { pages }: GhostOptions): string | undefined {
  const { status } = post
  if (isPage(post) && !pages) return 'page'
  if (status === undefined || status === null || status === 'published') return undefined
  return status === 'sent' ? 'sent by e-mail only' : status
}

function isPage({ type, page }: GhostPost): boolean {
  return type === 'page' || page === true || page === 1
}

function toRawPost(
  post: GhostPost,
  { tags, authors, language }: GhostLabels,
  { siteUrl, permalink }: GhostOptions,
): unknown {
  const date = dateOf('date', post.published_at)
  const path = pathOf(post, date, permalink)
  const url = post.url ?? (siteUrl === undefined ? path : underSite(path, siteUrl))
  return {
    id: post.id,
    url,
    title: post.title ?? '',
    text: textOf(post).replace(OWN_ADDRESS, siteUrl ?? ''),
    ...descriptionOf(post),
    ...pictureAt(
      post.feature_image?.replace(OWN_ADDRESS, siteUrl?.replace(/\/+$/, '') ?? ''),
      post.feature_image_alt ?? undefined,
    ),
    format: 'html',
    tags: tags.filter((tag) => !INTERNAL_TAG.test(tag)),
    ...(authors.length > 0 && { author: authors.join(', ') }),
    ...date,
    ...dateOf('updated', post.updated_at),
    ...(language && { language }),
  }
}

/** The texts about a post, which Ghost shows to everyone. */
function descriptionOf({ custom_excerpt: excerpt, meta_description: ofPage }: GhostPost): {
  description?: string
} {
  const texts = [excerpt, ofPage].filter(Boolean).map((one) => `<p>${escapeHtml(one ?? '')}</p>`)
  return texts.length === 0 ? {} : { description: texts.join('') }
}

/** The path of a post. Ghost's own pattern is `/:slug/`, unless its routes give another. */
function pathOf(post: GhostPost, { date = '' }: Record<string, string>, permalink = '/:slug/'): string {
  const { id, slug } = post
  return toPath(fillIn(isPage(post) ? '/:slug/' : permalink, { ...dateValues(date), id, slug, title: slug }))
}

/** The text that anybody may read of a post: all of it, or the excerpt and the part before the paywall. */
function textOf(post: GhostPost): string {
  const isPublic = (post.visibility ?? 'public') === 'public' && post.access !== false
  const html = withoutGatedBlocks(htmlOf(post))
  if (isPublic) return html.replaceAll(PAYWALL, '')
  const wall = html.indexOf(PAYWALL)
  const excerpt = post.custom_excerpt ? `<p>${post.custom_excerpt.replaceAll('<', '&lt;')}</p>` : ''
  return excerpt + (wall === -1 ? '' : html.slice(0, wall))
}

function withoutGatedBlocks(html: string): string {
  return html.replace(GATED, (_block, readers: string, inner: string) =>
    /\bnonMember:\s*true\b/.test(readers) ? inner : '',
  )
}

function htmlOf({ html, lexical, mobiledoc, markdown }: GhostPost): string {
  if (html) return html
  if (lexical) return lexicalToHtml(lexical)
  return mobiledoc ? mobiledocToHtml(mobiledoc) : markdownToHtml(markdown ?? '')
}

/** A date of an export. Old exports have milliseconds, newer ones "2019-01-04 10:00:00" or ISO, all in UTC. */
function dateOf(name: string, value: string | number | null | undefined): Record<string, string> {
  if (value === null || value === undefined || value === '') return {}
  if (typeof value === 'number') return { [name]: new Date(value).toISOString() }
  const isPlain = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value)
  return { [name]: isPlain ? `${value.replace(' ', 'T')}Z` : value }
}

function describe({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `field "${path.join('.')}": ${message}`).join('; ')
}
