import { type ParsedQuery, parseQuery } from './parsed-query.ts'
import type { PastedAddress } from './pasted-address.ts'
import type { Switch } from './switches.ts'
import type { Range } from './words.ts'

/** What a dash before it excludes: where it stood in what was typed, and `at` which place of the text it would stand, were it text. */
export type DashedWord = Range & { words: string; quoted: boolean; at: number }

/** What must hold for a post, beside having the words of the query. */
export type SearchFilters = {
  /** Each must be there as a phrase, in title, text or a comment. */
  phrases: string[]
  /** None may be in title or text; a comment with one of them counts for nothing. */
  excluded: string[]
  /** Each must be among the post's categories. */
  categories: string[]
  /** Each must be among the post's tags or keywords. */
  keywords: string[]
  /** Any of them wrote the post. */
  authors: string[]
  /** The post is in any of these languages, such as `en` or `zh-TW`; `zh` includes both. */
  languages: string[]
  /** The post is of this instant or later, ISO, in UTC: `after:2019` is from the first instant of 2019 on, so that 2019 is included. */
  after?: string
  /** The post is of before this instant, ISO, in UTC: `before:2019` is before the first instant of 2019, so that 2019 is left out. Of `after:2019 before:2020` all posts of 2019 are left. */
  before?: string
}

/** A search as it was understood from HTTP or the command line: valid and normalised. */
export type SearchInput = SearchFilters & {
  /** What results are ranked by: NFKC, white space collapsed, trimmed; quoted phrases without their quotes, no operators. */
  query: ParsedQuery
  /** What the query itself excludes by dashes, if anything, and whether it is settled that none of them is text. */
  dashed?: { typed: string; words: DashedWord[]; settled?: true }
  /** What tells the post of an address that was typed in place of words. */
  address?: PastedAddress
  /** Looks in titles only. */
  titleOnly: boolean
  /** Whether misspelled words get alternatives. */
  fuzzy: boolean
  /** What the search does without, in the order of SWITCHES. */
  off: readonly Switch[]
  /** Whether the last word of the query may be the beginning of a word. */
  prefix: boolean
  sort: 'relevance' | 'date'
  /** From 1. */
  page: number
  /** 1 to 50; page x size is at most 1000. */
  size: number
  debug: boolean
  /** The id or address of a post that whoever debugs asks about. */
  debugPost?: string
}

/** The search for a text when nothing else is said. */
export function plainInput(q: string, others: Partial<SearchInput> = {}): SearchInput {
  return {
    query: parseQuery(q),
    phrases: [],
    excluded: [],
    categories: [],
    keywords: [],
    authors: [],
    languages: [],
    titleOnly: false,
    fuzzy: true,
    off: [],
    prefix: false,
    sort: 'relevance',
    page: 1,
    size: 10,
    debug: false,
    ...others,
  }
}

/** One thing that is wrong with a request. */
export type ParameterError = {
  parameter: string
  code: 'unknown' | 'repeated' | 'missing' | 'invalid' | 'too_long' | 'too_deep'
  message: string
}

/** All that the answer to a search depends on, as a text. */
export function searchKey({ query, ...input }: SearchInput): string {
  return JSON.stringify([query.text, query.quoted, input])
}
