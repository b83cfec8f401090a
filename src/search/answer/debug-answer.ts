import { z } from 'zod'
import { Weights } from '../../core/weights.ts'
import { ClausePoints } from './clause-points.ts'
import { PostExplanation } from './debug-post-answer.ts'

/** A spelling of the query that was searched for, and whether any document has it; null if there are too many to ask. */
const DebugTerm = z.strictObject({
  term: z.string(),
  score: z.number(),
  titleBoost: z.number(),
  textBoost: z.number(),
  found: z.boolean().nullable(),
})
export type DebugTerm = z.infer<typeof DebugTerm>

const DebugMeaning = z.strictObject({
  cosine: z.number(),
  passage: z.strictObject({ cosine: z.number(), text: z.string() }).optional(),
})

/** Why a result is where it is. */
const DebugHit = z.strictObject({
  id: z.string(),
  rank: z.int(),
  /** The rank that it would have if popularity gave no points. */
  rankWithoutPopularity: z.int(),
  score: z.number(),
  /** They add up to the score, within the precision of a 32-bit number. */
  points: z.array(ClausePoints),
  /** The rule of the owner that put it there. */
  pinnedBy: z.string().optional(),
  /** The id of the comment that gave points. */
  comment: z.string().optional(),
  /** What its meaning did: the cosine of the query and the whole post (0 for unrelated texts), and its nearest passage with its own cosine. */
  meaning: DebugMeaning.optional(),
})
export type DebugHit = z.infer<typeof DebugHit>

/** An alternative for one word, its source, and whether it was used. */
const DebugOption = z.strictObject({
  /** `suggest_title`, `suggest_text`, `suggest_comment`, `vocabulary` or `synonyms`. */
  suggester: z.string(),
  word: z.string(),
  option: z.string(),
  /** The score that its source gives: a suggester counts edits alone. */
  score: z.number(),
  freq: z.number(),
  /** Likelihood that it was meant, to compare alternatives of all sources; null for one that was not compared. */
  weight: z.number().nullable(),
  /** `used`: a document has it; `tried`: it was searched for in vain; `dropped`: it was not searched for. */
  outcome: z.enum(['used', 'tried', 'dropped']),
  why: z.string(),
})
export type DebugOption = z.infer<typeof DebugOption>

/** One search of a round trip. */
const DebugPart = z.strictObject({
  /** The purpose of the search. */
  asks: z.string(),
  index: z.string(),
  /** Milliseconds, as Elasticsearch reports them. */
  took: z.number(),
  body: z.record(z.string(), z.unknown()),
  /** A shell line that sends this search alone. */
  curl: z.string(),
})
export type DebugPart = z.infer<typeof DebugPart>

/** One round trip to Elasticsearch: its searches go together in one request. */
const DebugRequest = z.strictObject({
  /** Milliseconds since the search began. */
  start: z.number(),
  ms: z.number(),
  path: z.string(),
  /** Exactly as sent: header, body, header, body, ... */
  searches: z.array(z.record(z.string(), z.unknown())),
  /** Shell lines that send them all. */
  curl: z.string(),
  parts: z.array(DebugPart),
})
export type DebugRequest = z.infer<typeof DebugRequest>

/** The tokens that an analyzer, or the normalizer of keywords, makes of the query. */
const DebugTokens = z.strictObject({
  name: z.string(),
  /** The fields that are indexed and searched with it. */
  indexed: z.array(z.string()),
  searched: z.array(z.string()),
  tokens: z.array(z.strictObject({ token: z.string(), position: z.int(), start: z.int(), end: z.int() })),
})
export type DebugTokens = z.infer<typeof DebugTokens>

/** A result on one side of a comparison. `other` is its rank on the other side, null if it is not among the results there. */
const ComparedHit = z.strictObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  rank: z.int(),
  score: z.number(),
  other: z.int().nullable(),
})
export type ComparedHit = z.infer<typeof ComparedHit>

const ComparedSide = z.strictObject({ total: z.int(), results: z.array(ComparedHit) })
export type ComparedSide = z.infer<typeof ComparedSide>

/** The same page of results as it is set, and without the parts that were turned off, or with the weights that were tried. */
export const Comparison = z.strictObject({
  off: z.array(z.string()),
  /** Such as `freshness=3`. */
  tried: z.string().optional(),
  with: ComparedSide,
  without: ComparedSide,
})
export type Comparison = z.infer<typeof Comparison>

export const Debug = z.strictObject({
  /** All terms that were searched for. */
  terms: z.array(DebugTerm),
  /** Each result of the page. */
  hits: z.array(DebugHit),
  /** The words of the query and whether any title, text or comment has them. */
  words: z.array(z.strictObject({ word: z.string(), known: z.boolean() })),
  suggestions: z.array(DebugOption),
  tokens: z.array(DebugTokens),
  requests: z.array(DebugRequest),
  /** The weights of the ranking that an owner may set. */
  weights: Weights,
  /** Only where something is turned off, or other weights are tried. */
  comparison: Comparison.optional(),
  /** Only where a post is asked for. */
  post: PostExplanation.optional(),
})
export type Debug = z.infer<typeof Debug>
