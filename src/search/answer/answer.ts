import { z } from 'zod'
import { Term } from '../spelling/term.ts'
import { Debug } from './debug-answer.ts'

/** A run of characters of a text: `hit` where the search matched, `code` where the text is code, which has its line breaks and indentation. Joined, the pieces are the text. */
export const Piece = z.strictObject({ text: z.string(), hit: z.boolean(), code: z.literal(true).optional() })
export type Piece = z.infer<typeof Piece>

/** The fragments of a text, best first, at most two. */
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
  /** The address of its picture. */
  image: z.string().nullable(),
  date: z.string().nullable(),
  /** The whole number is the tier of the post or its best comment; the fraction is the points of both. */
  score: z.number(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  author: z.string().nullable(),
  language: z.string().nullable(),
  /** The part of the blog that it is of. */
  site: z.string().nullable(),
  highlights: z.strictObject({ title: z.array(Piece), text: Fragments }),
  /** The comments that matched, best first, at most three. */
  comments: z.array(CommentHit),
  /** Set if no word of the query found it: it is similar in meaning. */
  similar: z.literal(true).optional(),
})
export type PostHit = z.infer<typeof PostHit>

/** How many posts have each value of a facet, the most frequent first. */
const FacetValues = z.array(z.strictObject({ value: z.string(), posts: z.int() }))

/** Names are as the blog writes them. The values of a facet in which one is chosen are counted without that choice. */
export const Facets = z.strictObject({
  categories: FacetValues,
  tags: FacetValues,
  /** The parts of the blog. */
  sites: FacetValues,
  authors: FacetValues,
  languages: FacetValues,
  /** The newest first. */
  years: FacetValues,
  /** The blog's own fields, in the order of its settings. */
  own: z.array(z.strictObject({ field: z.string(), values: FacetValues })),
})
export type Facets = z.infer<typeof Facets>

/** The answer of `GET /api/v1/search`, of the search page and of `blog-search search --json`. */
export const SearchAnswer = z.strictObject({
  query: z.strictObject({
    q: z.string(),
    /** `exact`: a result has the query or an alternative as a phrase; `words`: only words of it. */
    strategy: z.enum(['exact', 'words']),
    /** The corrected queries that the results are for, in place of the query as typed or beside it: at most three, the likeliest first. */
    meant: z.array(z.string()).optional(),
    /** Other corrections, which were not searched for: at most five, the likeliest first. */
    offered: z.array(z.string()).optional(),
    /** The words that a dash in `q` excludes (`-milk`), if no post has them with their dash beside their neighbour. */
    excluded: z.array(z.string()).optional(),
    /** The query that has the excluded words as text instead: `tea "-milk"`. */
    withExcluded: z.string().optional(),
    /** What the owner of the blog tells readers who search for this. */
    notes: z.array(z.string()).optional(),
    /** The address that the owner wants readers of this query to go to; the search page goes there. */
    redirect: z.string().optional(),
    /** One or two sentences for the reader, if the search was not simply for the query as typed. */
    message: z.string().optional(),
  }),
  terms: z.array(Term),
  /** Distinct posts, those found only by their comments included. */
  total: z.strictObject({ value: z.int(), relation: z.enum(['eq', 'gte']) }),
  /** Set if parts of the index did not answer: there may be more to find. */
  partial: z.literal(true).optional(),
  /** Set if Elasticsearch does not answer: these are the results of its last answer. */
  stale: z.literal(true).optional(),
  /** Empty with `no=facets`. */
  facets: Facets,
  page: z.int(),
  size: z.int(),
  results: z.array(PostHit),
  /** Milliseconds: in total, and spent waiting for Elasticsearch. */
  took: z.strictObject({ total: z.number(), elasticsearch: z.number() }),
  debug: Debug.optional(),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>
