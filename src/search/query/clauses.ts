import type { Query } from '../../elastic/request-types.ts'
import {
  MAX_BM25,
  MAX_EXPANSIONS,
  PAIR_SLOP,
  PAIR_WEIGHT,
  PHRASE_POINTS,
  SPELLING_WEIGHT,
  STEM_WEIGHT,
  TITLE_WEIGHT,
  WORD_POINTS,
} from '../ranking.ts'
import type { SearchTerm } from '../spelling/term.ts'
import type { WeightedPair, WeightedWords } from './word-weights.ts'

/** A field in which a term is looked for, by word stems and, in its subfield `.spelling`, as spelled; and what a match in it weighs. */
export type Place = { field: string; weight: number }

export const POST_PLACES: readonly Place[] = [
  { field: 'title', weight: TITLE_WEIGHT },
  { field: 'text', weight: 1 },
]
export const COMMENT_PLACES: readonly Place[] = [{ field: 'comment', weight: 1 }]

/** The tags, categories and keywords of a post. No phrase is looked for in them. */
export const LABELS: Place = { field: 'labels', weight: 1 }

/** What one unit of boost can give a phrase at most: in both places, by stems and as spelled. Comments share the scale, so that their points compare. */
const MOST_OF_PHRASE = MAX_BM25 * (TITLE_WEIGHT + 1) * (1 + STEM_WEIGHT)

/** What a word can give at most: by its stem, as spelled, and near its neighbours, each time with both words of the pair. */
const MOST_OF_WORD = MAX_BM25 * (1 + SPELLING_WEIGHT + 2 * PAIR_WEIGHT)

/** How clauses are built: with names for debugging, with the last word of what was typed taken for the beginning of a word, and whether nothing can have what was typed. */
export type Building = { named: boolean; prefix: boolean; mended: boolean }

/** The clauses for the terms as phrases; each gives BM25 points, all together less than PHRASE_POINTS. */
export function phraseClauses(
  terms: readonly SearchTerm[],
  places: readonly Place[],
  { named, prefix, mended }: Building,
): Query[] {
  const longest = Math.max(...terms.map(({ words }) => words.length), 1)
  const boosts = terms
    .slice(mended && terms.length > 1 ? 1 : 0)
    .reduce((sum, { textBoost }) => sum + textBoost, 0)
  const scale = PHRASE_POINTS / (MOST_OF_PHRASE * (longest + (prefix ? MAX_EXPANSIONS : 0)) * boosts)
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

/** What the words of a query weigh, each by itself and near its neighbours. */
export type Weighed = { groups: readonly WeightedWords[]; pairs: readonly WeightedPair[] }

/**
 * The clauses for any of the words, and for pairs of them near each other; each gives points, all together less than WORD_POINTS.
 * A word counts in all fields as in one long field (BM25F, Robertson, Zaragoza and Taylor, 2004): title, labels and text share its
 * frequency, so that a post does not win by having it in several of them.
 */
export function wordClauses({ groups, pairs }: Weighed, places: readonly Place[], named: boolean): Query[] {
  if (places.length === 0) return []
  const weights = groups.reduce((sum, { words, weight }) => sum + words.length * weight, 0)
  const scale = WORD_POINTS / (MOST_OF_WORD * weights)
  return [
    ...groups.flatMap((group) => [
      anyWord(group, places, { suffix: '', boost: scale, named }),
      anyWord(group, places, { suffix: '.spelling', boost: scale * SPELLING_WEIGHT, named }),
    ]),
    ...pairs.flatMap((pair) =>
      places.slice(-1).map(({ field }) => near(pair, { field, boost: scale * PAIR_WEIGHT, named })),
    ),
  ]
}

type Clause = { boost: number; named: boolean }

/** Any of the words in the places, or in a subfield of them. */
function anyWord(
  { words, weight }: WeightedWords,
  places: readonly Place[],
  { suffix, boost, named }: Clause & { suffix: '' | '.spelling' },
): Query {
  const query = words.join(' ')
  const as = suffix === '' ? 'words' : 'words as spelled'
  return {
    combined_fields: {
      query,
      fields: places.map((place) => `${place.field}${suffix}^${place.weight}`),
      boost: boost * weight,
      ...(named && { _name: `${as}: ${query}` }),
    },
  }
}

/** Two words near each other, in either order. */
function near({ words, weight }: WeightedPair, { field, boost, named }: Clause & { field: string }): Query {
  const _name = `near: ${words}`
  return {
    match_phrase: {
      [field]: { query: words, slop: PAIR_SLOP, boost: boost * weight, ...(named && { _name }) },
    },
  }
}
