import type { estypes } from '@elastic/elasticsearch'
import type { Term } from './answer.ts'
import type { WeightedWords } from './content-words.ts'
import {
  MAX_BM25,
  POINTS,
  STEM_WEIGHT,
  TITLE_WEIGHT,
  WORD_SPELLING_WEIGHT,
  WORD_TITLE_WEIGHT,
} from './ranking.ts'
import { splitWords } from './words.ts'

type Query = estypes.QueryDslQueryContainer

/** A field in which a term is looked for, by word stems and, in its subfield `.spelling`, as spelled; and what a match in it weighs. */
export type Place = { field: string; weight: number }

export const POST_PLACES: readonly Place[] = [
  { field: 'title', weight: TITLE_WEIGHT },
  { field: 'text', weight: 1 },
]
export const COMMENT_PLACES: readonly Place[] = [{ field: 'comment', weight: 1 }]

/** What one unit of boost can give at most to a post: in both places, by stems and as spelled. Comments share the scale, so that their points compare. */
const MOST = MAX_BM25 * (TITLE_WEIGHT + 1) * (1 + STEM_WEIGHT)

/** The clauses for the terms as phrases; each gives BM25 points, all together less than POINTS. */
export function phraseClauses(terms: readonly Term[], places: readonly Place[], named: boolean): Query[] {
  const longest = Math.max(...terms.map(({ term }) => splitWords(term).length), 1)
  const boosts = terms.reduce((sum, { textBoost }) => sum + textBoost, 0)
  const scale = POINTS / (MOST * longest * boosts)
  return terms.flatMap(({ term, textBoost }) =>
    places.map(({ field, weight }) => ({
      multi_match: {
        query: term,
        ...bothSpellings(field),
        type: 'phrase' as const,
        boost: scale * textBoost * weight,
        ...(named && { _name: `${field}: “${term}”` }),
      },
    })),
  )
}

/** The clauses for any of the words; each gives BM25 points, all together less than POINTS. */
export function wordClauses(
  groups: readonly WeightedWords[],
  places: readonly Place[],
  named: boolean,
): Query[] {
  const weights = groups.reduce((sum, { words, weight }) => sum + words.length * weight, 0)
  const scale = POINTS / (MOST * weights)
  return groups.flatMap(({ words, weight }) =>
    places.map((place) =>
      anyOf(
        place,
        words.join(' '),
        scale * weight * (place.field === 'title' ? WORD_TITLE_WEIGHT : 1),
        named,
      ),
    ),
  )
}

/** Any of the words in a place, by stems and, a bonus, as spelled. */
function anyOf({ field }: Place, query: string, boost: number, named: boolean): Query {
  return {
    multi_match: {
      query,
      type: 'most_fields',
      fields: [field, `${field}.spelling^${WORD_SPELLING_WEIGHT}`],
      boost,
      ...(named && { _name: `${field}: ${query}` }),
    },
  }
}

/** The points of both spellings of a phrase are added. */
function bothSpellings(field: string) {
  return { fields: [`${field}^${STEM_WEIGHT}`, `${field}.spelling`], tie_breaker: 1 }
}
