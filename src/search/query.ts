import type { estypes } from '@elastic/elasticsearch'
import type { Term } from './answer.ts'
import type { SearchInput } from './input.ts'
import { EXACT_WEIGHT } from './ranking.ts'
import { withoutStopWords } from './stop-words.ts'
import { splitWords } from './words.ts'

/** How terms are looked for: all words in a row, or any of the words but stop words. */
export type Strategy = 'match_phrase' | 'match'

type Query = estypes.QueryDslQueryContainer
type Filters = Pick<SearchInput, 'categories' | 'keywords'>

/** The query for posts: the OR of all terms in title and text. */
export function postsQuery(
  terms: readonly Term[],
  strategy: Strategy,
  filters: Filters,
  named: boolean,
): Query {
  return anyOf(
    terms.flatMap(({ term, titleBoost, textBoost }) => [
      ...clauses(strategy, 'title', term, titleBoost, named),
      ...clauses(strategy, 'text', term, textBoost, named),
    ]),
    filters,
  )
}

/** The query for comments: the OR of the same terms. */
export function commentsQuery(
  terms: readonly Term[],
  strategy: Strategy,
  filters: Filters,
  named: boolean,
): Query {
  return anyOf(
    terms.flatMap(({ term, textBoost }) => clauses(strategy, 'comment', term, textBoost, named)),
    filters,
  )
}

/** The words that the fallback looks for: those of the query without its stop words. */
export function fallbackWords(q: string, language: string): string[] {
  return withoutStopWords(
    splitWords(q).map((word) => word.text),
    language,
  )
}

/** A term in a field, word stems and words as spelled: what has the very words comes before what only has their stems. */
function clauses(strategy: Strategy, field: string, term: string, boost: number, named: boolean): Query[] {
  return [
    clause(strategy, field, term, boost, named),
    clause(strategy, `${field}.spelling`, term, EXACT_WEIGHT * boost, named),
  ]
}

function clause(strategy: Strategy, field: string, term: string, boost: number, named: boolean): Query {
  const value = { query: term, boost, ...(named && { _name: `${field}: ${term}` }) }
  return strategy === 'match_phrase' ? { match_phrase: { [field]: value } } : { match: { [field]: value } }
}

/** Filters give no points and need a `should` that must match, which Elasticsearch does not ask for beside a filter. */
function anyOf(should: Query[], filters: Filters): Query {
  const filter = [
    ...filters.categories.map((category) => ({ term: { categories: category } })),
    ...filters.keywords.map((keyword) => ({
      bool: { should: [{ term: { tags: keyword } }, { term: { keywords: keyword } }] },
    })),
  ]
  return { bool: { should, minimum_should_match: 1, ...(filter.length > 0 && { filter }) } }
}
