import { z } from 'zod'
import { postRef } from '../answer/post-ref.ts'

/** The answer of `GET /api/v1/posts/{id}/related`: the posts that are most like it, the most alike first. */
export const relatedAnswer = z.strictObject({ posts: z.array(postRef) })
export type RelatedAnswer = z.infer<typeof relatedAnswer>

/** The answer of `GET /api/v1/resolve`. */
export const resolveAnswer = z.strictObject({
  /** The post that is surely meant: a reader can be sent to it without being asked. */
  match: postRef.nullable(),
  /** Posts that may be meant, the likeliest first; none where `match` is sure. */
  candidates: z.array(postRef),
})
export type ResolveAnswer = z.infer<typeof resolveAnswer>
