import type { estypes } from '@elastic/elasticsearch'
import type { Term } from './answer.ts'
import type { WeightedWords } from './content-words.ts'
import {
  MAX_BM25,
  MAX_EXPANSIONS,
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

/** How clauses are built: with names for debugging, and with the last word of what was typed taken for the beginning of a word. */
export type Building = { named: boolean; prefix: boolean }

/** The clauses for the terms as phrases; each gives BM25 points, all together less than POINTS. */
export function phraseClauses(
  terms: readonly Term[],
  places: readonly Place[],
  { named, prefix }: Building,
): Query[] {
  const longest = Math.max(...terms.map(({ term }) => splitWords(term).length), 1)
  const boosts = terms.reduce((sum, { textBoost }) => sum + textBoost, 0)
  const scale = POINTS / (MOST * (longest + (prefix ? MAX_EXPANSIONS : 0)) * boosts)
  return terms.flatMap(({ term, textBoost }, i) =>
    places.map(({ field, weight }) => ({
      multi_match: {
        query: term,
        ...phraseFields(field),
        ...phraseType(prefix && i === 0),
        boost: scale * textBoost * weight,
        ...(named && { _name: `${field}: “${term}”` }),
      },
    })),
  )
}

/** Words in a row; the last of them may be the beginning of a word. */
export function phraseType(prefix: boolean) {
  return prefix
    ? ({ type: 'phrase_prefix', max_expansions: MAX_EXPANSIONS } as const)
    : ({ type: 'phrase' } as const)
}

/** The points of both spellings of a phrase are added. */
function phraseFields(field: string) {
  return { fields: [`${field}^${STEM_WEIGHT}`, `${field}.spelling`], tie_breaker: 1 }
}

/** The clauses for any of the words, of which `beginning` may be the beginning of one; each gives BM25 points, all together less than POINTS. */
export function wordClauses(
  groups: readonly WeightedWords[],
  places: readonly Place[],
  { named, beginning }: { named: boolean; beginning: string | undefined },
): Query[] {
  const weights = groups.reduce((sum, { words, weight }) => sum + words.length * weight, 0)
  const scale = POINTS / (MOST * weights)
  return groups.flatMap(({ words, weight }) =>
    places.map(({ field }) => {
      const query = words.join(' ')
      return {
        multi_match: {
          query,
          type: words.at(-1) === beginning ? ('bool_prefix' as const) : ('most_fields' as const),
          fields: [field, `${field}.spelling^${WORD_SPELLING_WEIGHT}`],
          boost: scale * weight * (field === 'title' ? WORD_TITLE_WEIGHT : 1),
          ...(named && { _name: `${field}: ${query}` }),
        },
      }
    }),
  )
}
