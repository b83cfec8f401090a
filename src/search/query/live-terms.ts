import type { estypes } from '@elastic/elasticsearch'
import { filterCount } from '../../elastic/filter-counts.ts'
import { MAX_ALTERNATIVES, MAX_WORDS, PAIR_SLOP } from '../ranking.ts'
import type { SearchTerm } from '../spelling/term.ts'
import { withinWords } from '../spelling/terms.ts'

/** The aggregation that counts the documents that have each alternative, its words near each other, in any of the fields. */
export function liveTermsAggregation(terms: readonly SearchTerm[], fields: readonly string[]) {
  const filters = alternatives(terms).map(({ term }, i) => [
    keyOf(i),
    { multi_match: { query: term, type: 'phrase', slop: PAIR_SLOP, fields } },
  ])
  return filters.length === 0 ? {} : { live: { filters: { filters: Object.fromEntries(filters) } } }
}

/** The live terms, which some document has, by the answers with the aggregation. The query as typed is always among them. */
export function readLiveTerms(
  terms: readonly SearchTerm[],
  answers: readonly (estypes.MsearchMultiSearchItem | undefined)[],
): SearchTerm[] {
  const live = alternatives(terms).filter((_, i) =>
    answers.some((answer) => filterCount(answer, 'live', keyOf(i)) > 0),
  )
  return [...terms.slice(0, 1), ...live]
}

function alternatives(terms: readonly SearchTerm[]): readonly SearchTerm[] {
  return withinWords(terms.slice(1, 1 + MAX_ALTERNATIVES), MAX_WORDS)
}

function keyOf(index: number): string {
  return `term_${index}`
}
