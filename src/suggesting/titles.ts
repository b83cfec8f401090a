import type { estypes } from '@elastic/elasticsearch'
import { withoutMark } from '../documents/foreign-mark.ts'
import { postsIn } from '../search/post-ref.ts'
import { postConditions } from '../search/search-filters.ts'
import type { Language } from '../search/stop-words.ts'
import type { SuggestInput } from './request.ts'

type Query = estypes.QueryDslQueryContainer

/** A post that was found by its title. */
export type TitledPost = { id: string; url: string; title: string; date: string | null }

/** Titles that are fetched: those that are shown, and more to take phrases from. */
const FETCHED = 30
/** Words that a beginning may stand for within a phrase. */
const EXPANSIONS = 200

/** The search for posts whose titles have a text, the last word of which may be the beginning of a word. */
export function titleSearch(text: string, input: SuggestInput, language: Language) {
  const { filter, must_not } = postConditions(input, language)
  return {
    size: FETCHED,
    track_total_hits: false,
    _source: ['id', 'url', 'title', 'date'],
    query: { bool: { must: [{ dis_max: { queries: tiers(text) } }], filter, must_not } },
  }
}

/** The tiers of titles, best last: all words anywhere, in a row, at the beginning. */
function tiers(text: string): Query[] {
  const all = (fields: string[]): Query => ({
    multi_match: { query: text, type: 'bool_prefix', operator: 'and', fields },
  })
  const inARow = (fields: string[]): Query => ({
    multi_match: { query: text, type: 'phrase_prefix', max_expansions: EXPANSIONS, fields },
  })
  const queries = [
    all(['title', 'title.spelling']),
    inARow(['title', 'title.spelling']),
    { prefix: { 'title.exact': { value: text } } },
  ]
  return queries.map((filter, i) => ({ constant_score: { filter, boost: i + 1 } }))
}

/** The posts that a title search found. */
export function readTitles(answer: estypes.MsearchMultiSearchItem | undefined): TitledPost[] {
  return postsIn(answer).map(({ id = '', url = '', title = '', date }) => ({
    id,
    url,
    title: withoutMark(title),
    date: date ?? null,
  }))
}
