import { z } from 'zod'
import { readWeights } from '../../core/weights.ts'
import { MAX_DEPTH } from '../ranking.ts'
import { firstDay, isLanguageTag, readFacet } from './filter-values.ts'
import { oneOf, textOf, textsOf, textThat, wholeNumber } from './parameters.ts'
import { NO_VALUES } from './switches.ts'

/** Results on a page by default. */
export const DEFAULT_SIZE = 10
/** Results on a page at most: more would be slow to make and to read. */
const MAX_SIZE = 50
/** Code points of a category, keyword, part of the blog or author: longer ones are no names. */
const MAX_NAME_LENGTH = 200
/** Code points of an id or address of a post. */
const MAX_POST_LENGTH = 2_000
/** Code points of a phrase. The limit of the query with its phrases is a setting. */
const MAX_PHRASE_LENGTH = 10_000
/** How often a phrase or an excluded word may be given. */
const MAX_REPEATED = 10

const nameOf = (what: string) => textOf('a text', MAX_NAME_LENGTH).optional().describe(what)

/** The part of the blog that a request keeps to. */
export const siteName = () => nameOf('Only posts of this part of the blog.')

const day = () =>
  textThat(
    (text) => firstDay(text) !== undefined,
    'a year, month or day, such as 2019, 2019-04 or 2019-04-21',
    '^\\d{4}(-\\d{2}(-\\d{2})?)?$',
  ).optional()

/** Values of the blog's own fields. */
const facets = () =>
  textsOf(MAX_NAME_LENGTH, MAX_REPEATED)
    .superRefine((texts, context) => {
      for (const [i, text] of texts.entries()) {
        if (readFacet(text) !== undefined) continue
        const message = 'expected a field and a value, such as series:Rust'
        context.addIssue({ code: 'custom', path: [i], message })
      }
    })
    .optional()

/** The tag of a language, such as en or zh-TW. */
export const languageTag = () =>
  textThat(isLanguageTag, 'the tag of a language, such as en or zh-TW').optional()

/** Weights of the ranking, to be tried. */
const weights = () =>
  z
    .string()
    .superRefine((text, context) => {
      const read = readWeights(text)
      if ('problem' in read) context.addIssue({ code: 'custom', message: read.problem })
    })
    .optional()

/** The parameter `no`: names separated by commas. It may repeat, as the checkboxes of a form do. */
const without = () =>
  z
    .array(z.string())
    .transform((lists) => lists.flatMap((list) => list.split(',')).map((name) => name.trim().toLowerCase()))
    .pipe(z.array(z.enum(NO_VALUES, `expected some of ${NO_VALUES.join(', ')}, with commas between`)))
    .optional()

/** The parameters of a search, in the order in which errors name them. Each is read from a text, and described by the type that it is read as. */
export const SearchParameters = z.strictObject({
  q: z
    .string()
    .meta({ minLength: 1 })
    .optional()
    .describe(
      'What to search for, with operators, at most 200 characters (a setting of the service). Without a text, in q or as a phrase, a search needs something that leaves posts out, and lists what is left, newest first.',
    ),
  page: wholeNumber(MAX_DEPTH, { checkedLater: true })
    .optional()
    .describe('From 1. page x size is at most 1000.'),
  size: wholeNumber(MAX_SIZE).optional().describe('Results a page, 10 if nobody says.'),
  sort: oneOf('relevance', 'date')
    .optional()
    .describe('date: newest first, of the posts that have all words.'),
  category: nameOf('Only posts of this category.'),
  keyword: nameOf('Only posts with this tag or keyword.'),
  facet: facets().describe(
    "Only posts with this value of a field of the blog's own, such as series:Rust. It may be given several times.",
  ),
  site: siteName(),
  author: nameOf('Only posts of this author.'),
  lang: languageTag().describe('Only posts in this language, such as en or zh-TW.'),
  after: day().describe('Only posts from this year, month or day on, in the time zone of each post.'),
  before: day().describe('Only posts from before this year, month or day, in the time zone of each post.'),
  in: oneOf('title').optional().describe('Looks in titles only.'),
  no: without().describe(
    'What to do without: fuzzy, for nothing but what was typed, or a part of the search.',
  ),
  phrase: textsOf(MAX_PHRASE_LENGTH, MAX_REPEATED).optional().describe('Phrases that must be there exactly.'),
  exclude: textsOf(MAX_NAME_LENGTH, MAX_REPEATED).optional().describe('Words and phrases that must not.'),
  prefix: oneOf('1', '0').optional().describe('1: the last word may be the beginning of a word.'),
  'debug-search': z.string().optional().describe('Adds why everything scored as it did.'),
  with: weights().describe(
    'With debug-search: other weights of the ranking, such as freshness=3,title=4, compared with those that are set.',
  ),
  'debug-post': textOf('an id or address', MAX_POST_LENGTH, { mayBeEmpty: true })
    .optional()
    .describe(
      'With debug-search: the id or address of a post, to be told why it is where it is, or missing.',
    ),
})

/** The names of these parameters. */
export const SEARCH_PARAMETERS: readonly string[] = Object.keys(SearchParameters.shape)
