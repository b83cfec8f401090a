import { z } from 'zod'

const Flag = z.enum(['1', '0'])
const Day = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
const NameOf = (what: string) => z.string().max(200).optional().describe(what)

/** The parameters of `GET /api/v1/search`. */
export const SearchParameters = z.strictObject({
  q: z
    .string()
    .min(1)
    .optional()
    .describe(
      'What to search for, with operators, at most 200 characters (a setting of the service). Without a text, in q or as a phrase, a search needs something that leaves posts out, and lists what is left, newest first.',
    ),
  page: z.int().min(1).max(1000).optional().describe('From 1. page x size is at most 1000.'),
  size: z.int().min(1).max(50).optional().describe('Results a page, 10 if nobody says.'),
  sort: z
    .enum(['relevance', 'date'])
    .optional()
    .describe('date: newest first, of the posts that have all words.'),
  category: NameOf('Only posts of this category.'),
  keyword: NameOf('Only posts with this tag or keyword.'),
  author: NameOf('Only posts of this author.'),
  lang: z.string().optional().describe('Only posts in this language, such as en or zh-TW.'),
  after: Day.optional().describe('Only posts from this year, month or day on. UTC.'),
  before: Day.optional().describe('Only posts from before this year, month or day. UTC.'),
  in: z.enum(['title']).optional().describe('Looks in titles only.'),
  no: z.string().optional().describe('What to leave out: fuzzy, for nothing but what was typed.'),
  phrase: z.array(z.string()).max(10).optional().describe('Phrases that must be there exactly.'),
  exclude: z.array(z.string().max(200)).max(10).optional().describe('Words and phrases that must not.'),
  prefix: Flag.optional().describe('1: the last word may be the beginning of a word.'),
  'debug-search': z.string().optional().describe('Adds why everything scored as it did.'),
  fresh: z.literal('1').optional().describe('Not a remembered answer. Needs a key with the scope read.'),
})

/** The parameters of `GET /api/v1/suggest`. */
export const SuggestParameters = z.strictObject({
  q: z.string().min(1).describe('What was typed until now.'),
  size: z.int().min(1).max(10).optional().describe('Completions and posts at most, 5 if nobody says.'),
  lang: z.string().optional().describe('Only in this language, such as en or zh-TW.'),
})

/** The parameters of `GET /api/v1/posts/{id}/related`. */
export const RelatedParameters = z.strictObject({
  size: z.int().min(1).max(20).optional().describe('Posts at most, 5 if nobody says.'),
})

/** The parameters of `GET /api/v1/resolve`. */
export const ResolveParameters = z.strictObject({
  path: z.string().min(1).max(2000).describe('The path of an address that is not there any more.'),
})

/** The parameters of a batch. */
export const BatchParameters = z.strictObject({
  refresh: z
    .enum(['false', 'wait_for'])
    .optional()
    .describe('wait_for: what was written can be found when the call returns.'),
})

/** The parameters of writes of one document. */
export const WriteParameters = BatchParameters.extend({
  updated: z
    .string()
    .optional()
    .describe('How new the write is, ISO 8601, now if nobody says. An older write never wins over a newer.'),
})
