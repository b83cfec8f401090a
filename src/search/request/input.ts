import type { Weights } from '../../core/weights.ts'
import { DEFAULT_WEIGHTS } from '../ranking.ts'
import { type ParsedQuery, parseQuery } from './parsed-query.ts'
import type { PastedAddress } from './pasted-address.ts'
import type { Switch } from './switches.ts'
import type { Range } from './words.ts'

/** An exclusion by a dash: its range in the query as typed, and `at`, the offset in the text where it would stand if it were text. */
export type DashedWord = Range & { words: string; quoted: boolean; at: number }

/** Conditions on a post, besides the words of the query. */
export type SearchFilters = {
  /** Each must be there as a phrase, in title, text or a comment. */
  phrases: string[]
  /** None may be in title or text; a comment with one of them does not count. */
  excluded: string[]
  /** Each must be among the post's categories. */
  categories: string[]
  /** Each must be among the post's tags or keywords. */
  keywords: string[]
  /** Each must be among the post's values of the blog's own fields: `series=Rust`. */
  facets: string[]
  /** The post is of any of these parts of the blog. */
  sites: string[]
  /** The post is by any of these authors. */
  authors: string[]
  /** The post is in any of these languages, such as `en` or `zh-TW`; `zh` includes both. */
  languages: string[]
  /** The post is of this day (`2019-01-01`) or later, in its author's own time zone. `after:2019` means from the first day of 2019 on, so 2019 is included. */
  after?: string
  /** The post is from before this day, in its author's own time zone. `before:2019` means before the first day of 2019, so 2019 is left out. `after:2019 before:2020` leaves all posts of 2019. */
  before?: string
}

/** A valid and normalised search, from HTTP or the command line. */
export type SearchInput = SearchFilters & {
  /** The text that ranks the results: in the forms in which characters are compared, white space collapsed, trimmed; phrases without their quotes, no operators. */
  query: ParsedQuery
  /** The exclusions by dashes in the query, if any. `settled`: it is known that none of them is text. */
  dashed?: { typed: string; words: DashedWord[]; settled?: true }
  /** The address that was typed in place of words. */
  address?: PastedAddress
  /** The filters that the query itself has; the others were chosen by parameters, as the values of facets are. */
  typed?: Omit<SearchFilters, 'phrases'>
  /** Looks in titles only. */
  titleOnly: boolean
  /** Ids of posts that a rule of the owner hides from this query. */
  hidden?: readonly string[]
  /** Whether misspelled words get alternatives. */
  fuzzy: boolean
  /** The parts of the search that are turned off, in the order of SWITCHES. */
  off: readonly Switch[]
  /** Whether the last word of the query may be the beginning of a word. */
  prefix: boolean
  sort: 'relevance' | 'date'
  /** The weights of the ranking, and the usual ones where whoever debugs tries others. */
  weights: Weights
  usual?: Weights
  /** From 1. */
  page: number
  /** 1 to 50; page x size is at most 1000. */
  size: number
  debug: boolean
  /** The id or address of the post that the debug answer explains. */
  debugPost?: string
}

/** Filters that leave no post out. */
export function noFilters(): SearchFilters {
  const named = { categories: [], keywords: [], facets: [], sites: [], authors: [], languages: [] }
  return { phrases: [], excluded: [], ...named }
}

/** The search for a text with default settings. */
export function plainInput(q: string, others: Partial<SearchInput> = {}): SearchInput {
  return {
    query: parseQuery(q),
    ...noFilters(),
    titleOnly: false,
    fuzzy: true,
    off: [],
    prefix: false,
    sort: 'relevance',
    weights: DEFAULT_WEIGHTS,
    page: 1,
    size: 10,
    debug: false,
    ...others,
  }
}

/** One thing that is wrong with a request. */
export type ParameterError = {
  field: string
  code: 'unknown' | 'repeated' | 'missing' | 'invalid' | 'too_long' | 'too_deep'
  message: string
}

/** The key of a search: all that its answer depends on, as a text. */
export function searchKey({ query, ...input }: SearchInput): string {
  return JSON.stringify([query.text, query.quoted, input])
}
