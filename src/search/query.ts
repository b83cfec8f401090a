import type { estypes } from '@elastic/elasticsearch'
import type { Term } from './answer.ts'
import { COMMENT_PLACES, type Place, POST_PLACES, phraseClauses, wordClauses } from './clauses.ts'
import { weighWords } from './content-words.ts'
import type { SearchInput } from './input.ts'
import { COMMENT_SHARE, MAX_ALTERNATIVES, POST_SHARE } from './ranking.ts'

import type { Slot } from './slots.ts'
import type { Language } from './stop-words.ts'
import { tierClause } from './tiers.ts'

type Query = estypes.QueryDslQueryContainer
type Filters = Pick<SearchInput, 'categories' | 'keywords'>

/** What every query is made of. */
export type QueryParts = {
  terms: readonly Term[]
  /** What may stand at each place of the query. */
  slots: readonly Slot[]
  /** How many content words of the query anybody could find. */
  findable: number
  language: Language
  filters: Filters
  /** Names every scoring clause, so that Elasticsearch tells its points. */
  named: boolean
}

/** The query for posts: words and phrases of all terms in title and text, in tiers. */
export function postsQuery(parts: QueryParts): Query {
  return tiered(parts, POST_PLACES, POST_SHARE)
}

/** The query for comments, by the same terms. */
export function commentsQuery(parts: QueryParts): Query {
  return tiered(parts, COMMENT_PLACES, COMMENT_SHARE)
}

/** Points below 1 for phrases and words, on top of the whole steps of the tiers; no result without a share of the words. Filters give no points. */
function tiered(parts: QueryParts, places: readonly Place[], share: number): Query {
  const { terms, slots, language, named } = parts
  const words = weighWords(terms.slice(0, 1 + MAX_ALTERNATIVES), language)
  const severalWords = slots.length > 1
  const should = [
    ...phraseClauses(terms, places, named),
    ...(severalWords ? wordClauses(words, places, named) : []),
    tierClause({ terms, slots, places, language, named }),
  ]
  const required = Math.max(1, Math.ceil(share * parts.findable))
  const filter = [
    ...(required > 1
      ? [
          someWords(
            words.flatMap((group) => group.words),
            places,
            required,
          ),
        ]
      : []),
    ...filtersOf(parts.filters),
  ]
  return { bool: { should, minimum_should_match: 1, ...(filter.length > 0 && { filter }) } }
}

function someWords(words: readonly string[], places: readonly Place[], required: number): Query {
  return {
    multi_match: {
      query: words.join(' '),
      type: 'cross_fields',
      fields: places.map(({ field }) => field),
      minimum_should_match: required,
    },
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
