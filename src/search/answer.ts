import { z } from 'zod'

/** A run of characters of a text: `hit` where the search matched. Joined, the pieces are the text. */
export const Piece = z.strictObject({ text: z.string(), hit: z.boolean() })
export type Piece = z.infer<typeof Piece>

/** The fragments of a text, best first, at most three. */
const Fragments = z.array(z.array(Piece))

export const CommentHit = z.strictObject({
  id: z.string(),
  url: z.string(),
  author: z.string().nullable(),
  date: z.string().nullable(),
  highlights: Fragments,
})
export type CommentHit = z.infer<typeof CommentHit>

export const PostHit = z.strictObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  /** The tier, which is the whole number, of the post or its best comment; and the points of both. */
  score: z.number(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  author: z.string().nullable(),
  language: z.string().nullable(),
  highlights: z.strictObject({ title: z.array(Piece), text: Fragments }),
  /** The comments that matched, best first, at most three. */
  comments: z.array(CommentHit),
})
export type PostHit = z.infer<typeof PostHit>

/** A spelling of the query that was searched for, with what its matches weigh. */
export const Term = z.strictObject({
  term: z.string(),
  score: z.number(),
  titleBoost: z.number(),
  textBoost: z.number(),
})
export type Term = z.infer<typeof Term>

/** The points that one clause gave to one result. */
const ClausePoints = z.strictObject({
  /** Field and term of the clause, such as `title: firefox`, or `comment: firefox`. */
  clause: z.string(),
  points: z.number(),
})

/** A suggestion of Elasticsearch for one word, and what became of it. */
const SuggestedOption = z.strictObject({
  suggester: z.string(),
  word: z.string(),
  option: z.string(),
  score: z.number(),
  freq: z.number(),
  /** What became of it: `used` or the reason why not. */
  outcome: z.string(),
})
export type SuggestedOption = z.infer<typeof SuggestedOption>

/** One round trip to Elasticsearch, exactly as sent: header, body, header, body, ... */
export const RoundTrip = z.strictObject({
  ms: z.number(),
  path: z.string(),
  searches: z.array(z.record(z.string(), z.unknown())),
})
export type RoundTrip = z.infer<typeof RoundTrip>

export const Debug = z.strictObject({
  terms: z.array(Term),
  /** Each result's clauses; the points add up to its score within 1e-4. */
  hits: z.array(z.strictObject({ id: z.string(), score: z.number(), points: z.array(ClausePoints) })),
  /** The words of the query and whether any title, text or comment has them. */
  words: z.array(z.strictObject({ word: z.string(), known: z.boolean() })),
  suggestions: z.array(SuggestedOption),
  requests: z.array(RoundTrip),
})
export type Debug = z.infer<typeof Debug>

/** How many posts have each value of a facet, the most frequent first. */
const FacetValues = z.array(z.strictObject({ value: z.string(), posts: z.int() }))

export const Facets = z.strictObject({
  /** In lower case, without accents: they match `category` as they are. */
  categories: FacetValues,
  languages: FacetValues,
  /** The newest first. */
  years: FacetValues,
})
export type Facets = z.infer<typeof Facets>

/** The answer of `GET /api/v1/search`, of the search page and of `blog-search search --json`. */
export const SearchAnswer = z.strictObject({
  query: z.strictObject({
    q: z.string(),
    /** `exact`: a result has the query or an alternative as a phrase; `words`: only words of it. */
    strategy: z.enum(['exact', 'words']),
    /** A sentence for the reader, where the search had to try something else than what was typed. */
    message: z.string().optional(),
  }),
  terms: z.array(Term),
  /** Distinct posts, those found only by their comments included. */
  total: z.strictObject({ value: z.int(), relation: z.enum(['eq', 'gte']) }),
  /** Where parts of the index did not answer: there may be more to find. */
  partial: z.literal(true).optional(),
  /** Where Elasticsearch does not answer: what was found when it last did. */
  stale: z.literal(true).optional(),
  facets: Facets,
  page: z.int(),
  size: z.int(),
  results: z.array(PostHit),
  /** Milliseconds: all in all, and spent waiting for Elasticsearch. */
  took: z.strictObject({ total: z.number(), elasticsearch: z.number() }),
  debug: Debug.optional(),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>
