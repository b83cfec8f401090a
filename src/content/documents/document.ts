import { z } from 'zod'
import { normaliseIsoDate } from './dates.ts'
import { FacetValues } from './facets.ts'
import { idOfAddress } from './post-id.ts'

/** Elasticsearch refuses a longer `_id`. */
const MAX_ID_BYTES = 512
/** Names and tags are exact values in the index. Lucene refuses those of 32 kB; real ones are far shorter. */
const MAX_NAME_LENGTH = 1_000
const MAX_URL_LENGTH = 8_000
/** Further addresses of a post. A blog that moved every year has a few dozen. */
const MAX_ALIASES = 1_000

const ID_EXPECTED = `expected an id of 1 to ${MAX_ID_BYTES} bytes without control characters`
const Id = z
  .union([z.string(), z.number().transform(String)], { error: ID_EXPECTED })
  .refine(isUsableId, { error: ID_EXPECTED })

const Url = z
  .string({ error: 'expected a http:// or https:// address or a path' })
  .trim()
  .max(MAX_URL_LENGTH, `expected an address of at most ${MAX_URL_LENGTH} characters`)
  .refine(isWebAddress, { error: 'expected a http:// or https:// address or a path' })

const Aliases = z
  .array(Url, { error: 'expected a list of addresses' })
  .max(MAX_ALIASES, `expected at most ${MAX_ALIASES} addresses`)

const DATE_EXPECTED = 'expected an ISO date'
const IsoDate = z.string({ error: DATE_EXPECTED }).transform((text, context) => {
  const date = normaliseIsoDate(text.trim())
  if (date !== undefined) return date
  context.addIssue({ code: 'custom', message: DATE_EXPECTED, input: text })
  return z.NEVER
})

const NAME_EXPECTED = `expected text of at most ${MAX_NAME_LENGTH} characters`
const Name = z
  .union([z.string(), z.number().transform(String)], { error: NAME_EXPECTED })
  .refine((name) => name.length <= MAX_NAME_LENGTH, { error: NAME_EXPECTED })
const Names = z.array(Name, { error: 'expected a list of texts' })

const Language = z
  .string({ error: 'expected a language code such as "en" or "pt-BR"' })
  .trim()
  .regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$/, 'expected a language code such as "en" or "pt-BR"')
  .transform((code) => code.replaceAll('_', '-').toLowerCase())

const Text = z.string({ error: 'expected text' })
const YesNo = z.boolean({ error: 'expected true or false' })
const Format = z.enum(['markdown', 'html', 'plain'], { error: 'expected markdown, html or plain' })

const PostFields = z.object({
  id: Id.optional(),
  url: Url,
  /** Further addresses that lead to it, such as those that it had before. */
  aliases: Aliases.optional(),
  title: Name.optional(),
  text: Text,
  format: Format.default('plain'),
  /** A text about the post, in the same format. It is searched, and shown where nothing in the text matched. */
  description: Text.optional(),
  /** The address of its picture, and what can be seen in it. */
  image: Url.optional(),
  imageAlt: Name.optional(),
  date: IsoDate.optional(),
  updated: IsoDate.optional(),
  tags: Names.default([]),
  categories: Names.default([]),
  keywords: Names.default([]),
  /** The values of fields of the blog's own, such as `series`, by which readers may filter. */
  facets: FacetValues.optional(),
  /** The part of the blog that it is of, such as `notes`. */
  site: Name.optional(),
  language: Language.optional(),
  /** Another name for `language`. */
  lang: Language.optional(),
  author: Name.optional(),
  popularity: z
    .number({ error: 'expected a number from 0 to 1' })
    .min(0, 'expected a number from 0 to 1')
    .max(1, 'expected a number from 0 to 1')
    .optional(),
  draft: YesNo.default(false),
  search: YesNo.default(true),
})

/** A post as a source gives it. Its text is plain unless `format` says otherwise. Without an id it gets the path of its URL. */
export const Post = PostFields.transform(({ lang, ...post }, context) => {
  const id = post.id ?? idOfAddress(post.url) ?? ''
  if (!isUsableId(id)) {
    const message = `${ID_EXPECTED}, or a url with a path that makes one`
    context.addIssue({ code: 'custom', path: ['id'], message, input: id || post.url })
    return z.NEVER
  }
  return { ...post, id, language: post.language ?? lang }
})
export type Post = z.infer<typeof Post>

const COMMENT_POST = 'expected postId, or postUrl or postSlug'
const CommentFields = z.object({
  id: Id,
  postId: Id.optional(),
  /** The address of its post, if the post's id is not known. */
  postUrl: Url.optional(),
  /** The last part of its post's address, if no more is known. */
  postSlug: Name.optional(),
  /** The id of the comment that it answers. */
  parentId: Id.optional(),
  text: Text,
  format: Format.default('html'),
  author: Name.optional(),
  date: IsoDate.optional(),
  updated: IsoDate.optional(),
  url: Url.optional(),
  approved: YesNo.default(true),
})

/** A comment as a source gives it. Its text is HTML unless `format` says otherwise. It names its post by one of `postId`, `postUrl` and `postSlug`. */
export const Comment = CommentFields.refine(
  ({ postId, postUrl, postSlug }) => (postId ?? postUrl ?? postSlug) !== undefined,
  { path: ['postId'], error: COMMENT_POST },
)
export type Comment = z.infer<typeof Comment>

/** The fields that a post and a comment may have. */
export const POST_FIELD_NAMES: ReadonlySet<string> = new Set(Object.keys(PostFields.shape))
export const COMMENT_FIELD_NAMES: ReadonlySet<string> = new Set(Object.keys(CommentFields.shape))

function isUsableId(id: string): boolean {
  return id.trim() !== '' && Buffer.byteLength(id) <= MAX_ID_BYTES && !/\p{Cc}|\p{Surrogate}/u.test(id)
}

/** Readers follow links, so an address with a scheme that runs code, such as `javascript:`, is refused. */
function isWebAddress(url: string): boolean {
  if (url === '' || /\p{Cc}/u.test(url) || !URL.canParse(url, 'http://localhost')) return false
  return /^https?:$/.test(new URL(url, 'http://localhost').protocol)
}
