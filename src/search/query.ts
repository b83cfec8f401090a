import type { estypes } from '@elastic/elasticsearch'
import type { Term } from './answer.ts'
import type { SearchInput } from './input.ts'
import { STEM_WEIGHT } from './ranking.ts'
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
  return anyOf(parts, ({ term, titleBoost, textBoost }) => [
    ...clauses('title', term, titleBoost),
    ...clauses('text', term, textBoost),
  ])
}

/** The query for comments: the OR of the same terms. */
export function commentsQuery(parts: QueryParts): Query {
  return anyOf(parts, ({ term, textBoost }) => clauses('comment', term, textBoost))
}

/** The words that the fallback looks for: those of the query without the stop words of a language. */
export function fallbackWords(q: string, language: Language): string[] {
  return withoutStopWords(
    splitWords(q).map((word) => word.text),
    language,
  )
}

/** A term to look for in a field. */
type Clause = { field: string; term: string; boost: number }
type ClausesOf = (term: Term) => Clause[]

/** A term in a field, by word stems and by words as spelled: what has the very words comes before what only has their stems. */
function clauses(field: string, term: string, boost: number): Clause[] {
  return [
    { field, term, boost: STEM_WEIGHT * boost },
    { field: `${field}.spelling`, term, boost },
  ]
}

/** Filters give no points and need a `should` that must match, which Elasticsearch does not ask for beside a filter. */
function anyOf(parts: QueryParts, clausesOf: ClausesOf): Query {
  const filter = filtersOf(parts.filters)
  const should =
    parts.strategy === 'match'
      ? anyWord(parts, clausesOf)
      : parts.terms.flatMap(clausesOf).map((clause) => leaf(parts, clause, parts.named))
  return { bool: { should, minimum_should_match: 1, ...(filter.length > 0 && { filter }) } }
}

function leaf({ strategy }: QueryParts, { field, term, boost }: Clause, named: boolean): Query {
  const value = { query: term, boost, ...(named && { _name: `${field}: ${term}` }) }
  return strategy === 'match_phrase' ? { match_phrase: { [field]: value } } : { match: { [field]: value } }
}

/** The fallback's clauses: without the stop words of the blog's language, and for posts in other languages without those of theirs, where that leaves other words. */
function anyWord(parts: QueryParts, clausesOf: ClausesOf): Query[] {
  const { terms, language, named } = parts
  const wordsIn = (other: Language) => terms.map(({ term }) => fallbackWords(term, other).join(' '))
  const clausesIn = (other: Language) =>
    wordsIn(other).flatMap((term, i) => (terms[i] ? clausesOf({ ...terms[i], term }) : []))
  const others = LANGUAGES.filter((other) => wordsIn(other).join('\n') !== wordsIn(language).join('\n'))
  if (others.length === 0) return clausesIn(language).map((clause) => leaf(parts, clause, named))

  const inNoOther = { bool: { must_not: [{ terms: { language: others } }] } }
  return [
    ...clausesIn(language).map((clause) => leafWhere(parts, clause, inNoOther, language)),
    ...others.flatMap((other) =>
      clausesIn(other).map((clause) => leafWhere(parts, clause, { term: { language: other } }, other)),
    ),
  ]
}

/** A clause for the posts of a language. It bears its name outside the filter: a name inside is told with its points even where the filter does not match. */
function leafWhere(parts: QueryParts, clause: Clause, filter: Query, language: Language): Query {
  const name = `${clause.field}: ${clause.term} (${language})`
  return {
    bool: { must: [leaf(parts, clause, false)], filter: [filter], ...(parts.named && { _name: name }) },
  }
}

function filtersOf({ categories, keywords }: Filters): Query[] {
  return [
    ...categories.map((category) => ({ term: { categories: category } })),
    ...keywords.map((keyword) => ({
      bool: { should: [{ term: { tags: keyword } }, { term: { keywords: keyword } }] },
    })),
  ]
}
