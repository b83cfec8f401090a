import { z } from 'zod'
import { Piece } from '../search/answer.ts'

/** A post as lists name it. */
export const PostRef = z.strictObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  excerpt: z.string().nullable(),
})
export type PostRef = z.infer<typeof PostRef>

/** The answer of `GET /api/v1/suggest`. */
export const SuggestAnswer = z.strictObject({
  q: z.string(),
  /** What the whole query may become. */
  completions: z.array(z.strictObject({ text: z.string(), pieces: z.array(Piece) })),
  posts: z.array(
    z.strictObject({
      id: z.string(),
      url: z.string(),
      title: z.string(),
      date: z.string().nullable(),
      pieces: z.array(Piece),
    }),
  ),
  took: z.strictObject({ total: z.number(), elasticsearch: z.number() }),
})
export type SuggestAnswer = z.infer<typeof SuggestAnswer>

/** The answer of `GET /api/v1/posts/{id}/related`. */
export const RelatedAnswer = z.strictObject({ posts: z.array(PostRef) })
export type RelatedAnswer = z.infer<typeof RelatedAnswer>

/** The answer of `GET /api/v1/resolve`: the post that an old address surely meant, or those that it may have meant. */
export const ResolveAnswer = z.strictObject({ match: PostRef.nullable(), candidates: z.array(PostRef) })
export type ResolveAnswer = z.infer<typeof ResolveAnswer>
