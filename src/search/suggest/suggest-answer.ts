import { z } from 'zod'
import { Piece } from '../answer/answer.ts'

/** A query that whoever types may be about to type: it replaces what was typed. In its pieces `hit` is what was typed of it. */
const completion = z.strictObject({ text: z.string(), pieces: z.array(Piece) })
export type Completion = z.infer<typeof completion>

/** A post whose title has what was typed. */
const suggestedPost = z.strictObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  /** The title. */
  pieces: z.array(Piece),
})
export type SuggestedPost = z.infer<typeof suggestedPost>

/** The answer of `GET /api/v1/suggest`. */
export const suggestAnswer = z.strictObject({
  /** What was typed, normalised. */
  q: z.string(),
  /** The likeliest first. Each finds something. */
  completions: z.array(completion),
  /** The best first. */
  posts: z.array(suggestedPost),
  /** Milliseconds: all in all, and spent waiting for Elasticsearch. */
  took: z.strictObject({ total: z.number(), elasticsearch: z.number() }),
})
export type SuggestAnswer = z.infer<typeof suggestAnswer>
