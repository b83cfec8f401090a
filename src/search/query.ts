import type { estypes } from '@elastic/elasticsearch'
import type { Term } from './answer.ts'
import type { SearchInput } from './input.ts'
import { EXACT_WEIGHT } from './ranking.ts'
import { LANGUAGES, type Language, withoutStopWords } from './stop-words.ts'
import { splitWords } from './words.ts'

/** How terms are looked for: all words in a row, or any of the words but stop words. */
export type Strategy = 'match_phrase' | 'match'

type Query = estypes.QueryDslQueryContainer
type Filters = Pick<SearchInput, 'categories' | 'keywords'>

/** What every query is made of: the terms, how they are looked for, in which language's habits, and what else must hold. */
export type QueryParts = {
  terms: readonly Term[]
  strategy: Strategy
  language: Language
  filters: Filters
  /** Names every scoring clause, so that Elasticsearch tells its points. */
  named: boolean
}

/** The query for posts: the OR of all terms in title and text. */
export function postsQuery(parts: QueryParts): Query {
  return anyOf(parts, ({ term, titleBoost, textBoost }, suffix) => [
    ...clauses(parts, 'title', term, titleBoost, suffix),
    ...clauses(parts, 'text', term, textBoost, suffix),
  ])
}

/** The query for comments: the OR of the same terms. */
export function commentsQuery(parts: QueryParts): Query {
  return anyOf(parts, ({ term, textBoost }, suffix) => clauses(parts, 'comment', term, textBoost, suffix))
}

/** The words that the fallback looks for: those of the query without the stop words of a language. */
export function fallbackWords(q: string, language: Language): string[] {
  return withoutStopWords(
    splitWords(q).map((word) => word.text),
    language,
  )
}

/** A term in a field, by word stems and by words as spelled: what has the very words comes before what only has their stems. */
function clauses(parts: QueryParts, field: string, term: string, boost: number, suffix: string): Query[] {
  return [
    clause(parts, field, term, boost, suffix),
    clause(parts, `${field}.spelling`, term, EXACT_WEIGHT * boost, suffix),
  ]
}

function clause({ strategy, named }: QueryParts, field: string, term: string, boost: number, suffix: string) {
  const value = { query: term, boost, ...(named && { _name: `${field}: ${term}${suffix}` }) }
  return strategy === 'match_phrase' ? { match_phrase: { [field]: value } } : { match: { [field]: value } }
}

type ClausesOf = (term: Term, suffix: string) => Query[]

/** Filters give no points and need a `should` that must match, which Elasticsearch does not ask for beside a filter. */
function anyOf(parts: QueryParts, clausesOf: ClausesOf): Query {
  const filter = filtersOf(parts.filters)
  const should =
    parts.strategy === 'match'
      ? anyWord(parts, clausesOf)
      : parts.terms.flatMap((term) => clausesOf(term, ''))
  return { bool: { should, minimum_should_match: 1, ...(filter.length > 0 && { filter }) } }
}

/** The fallback's clauses: without the stop words of the blog's language, and for posts in other languages without those of theirs, where that leaves other words. */
function anyWord({ terms, language }: QueryParts, clausesOf: ClausesOf): Query[] {
  const wanted = (other: Language) => terms.map((term) => fallbackWords(term.term, other).join(' '))
  const clausesIn = (other: Language, suffix: string) =>
    terms.flatMap((term, i) => clausesOf({ ...term, term: wanted(other)[i] ?? '' }, suffix))
  const others = LANGUAGES.filter((other) => wanted(other).join('\n') !== wanted(language).join('\n'))
  if (others.length === 0) return clausesIn(language, '')
  const inNoOther = { bool: { must_not: [{ terms: { language: others } }] } }
  return [
    { bool: { filter: [inNoOther], should: clausesIn(language, ''), minimum_should_match: 1 } },
    ...others.map((other) => ({
      bool: {
        filter: [{ term: { language: other } }],
        should: clausesIn(other, ` (${other})`),
        minimum_should_match: 1,
      },
    })),
  ]
}

function filtersOf({ categories, keywords }: Filters): Query[] {
  return [
    ...categories.map((category) => ({ term: { categories: category } })),
    ...keywords.map((keyword) => ({
      bool: { should: [{ term: { tags: keyword } }, { term: { keywords: keyword } }] },
    })),
  ]
}
