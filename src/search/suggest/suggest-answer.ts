import { z } from 'zod'
import { Piece } from '../answer/answer.ts'

/** A query that the reader may be about to type. It replaces the typed text. In its pieces, `hit` marks the typed part. */
const completion = z.strictObject({ text: z.string(), pieces: z.array(Piece) })

/** A post whose title has what was typed. */
const suggestedPost = z.strictObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  /** The pieces of the title. */
  pieces: z.array(Piece),
})

/** The answer of `GET /api/v1/suggest`. */
export const suggestAnswer = z.strictObject({
  /** What was typed, normalised. */
  q: z.string(),
  /** The likeliest first. Each finds something. */
  completions: z.array(completion),
  /** The best first. */
  posts: z.array(suggestedPost),
  /** Milliseconds: in total, and spent waiting for Elasticsearch. */
  took: z.strictObject({ total: z.number(), elasticsearch: z.number() }),
})
export type SuggestAnswer = z.infer<typeof suggestAnswer>
