import { z } from 'zod'
import { ClausePoints } from './clause-points.ts'

/** Where a post or its comments have a word. */
const WordPlaces = z.strictObject({
  word: z.string(),
  title: z.boolean(),
  text: z.boolean(),
  comments: z.boolean(),
})
export type WordPlaces = z.infer<typeof WordPlaces>

/** Why a post is not among the results of a query. */
const WhyMissing = z.strictObject({
  /** Undefined if the index has no such post. */
  title: z.string().optional(),
  /** Conditions of the search that the post does not meet, such as `is of 2019-01-01 or later`. */
  failed: z.array(z.string()),
  words: z.array(WordPlaces),
  /** How many of the words a post must have at least. */
  required: z.int(),
  /** The scores of the post and of its best comment if they match but are beyond the ranking depth; else null. */
  beyond: z.strictObject({ post: z.number().nullable(), comment: z.number().nullable() }),
})
export type WhyMissing = z.infer<typeof WhyMissing>

/** A result beside the explained one. */
const Neighbour = z.strictObject({ rank: z.int(), id: z.string(), score: z.number(), tier: z.string() })
export type Neighbour = z.infer<typeof Neighbour>

/** Where a post is among all results, and why. */
const WhyHere = Neighbour.extend({
  of: z.int(),
  page: z.int(),
  /** They add up to the score. */
  points: z.array(ClausePoints),
  /** The id of its best comment, if one matched. */
  comment: z.string().optional(),
  above: Neighbour.optional(),
  below: Neighbour.optional(),
  /** The last result of the page that was asked for, if the post comes after it. */
  lastShown: Neighbour.optional(),
})
export type WhyHere = z.infer<typeof WhyHere>

/** The reason why a post is shown or not: the index lacks it, a filter, the words, the ranking depth, its rank, or none. */
const DECISIVE = ['index', 'filter', 'words', 'depth', 'rank', 'none'] as const
const Verdict = z.strictObject({ decides: z.enum(DECISIVE), sentence: z.string() })
export type Verdict = z.infer<typeof Verdict>

/** Why a post is where it is among the results of a query, or why it is not among them. */
export const PostExplanation = z.strictObject({
  /** The id or address that was asked for. */
  asked: z.string(),
  id: z.string(),
  verdict: Verdict,
  here: WhyHere.optional(),
  missing: WhyMissing.optional(),
})
export type PostExplanation = z.infer<typeof PostExplanation>
