import type { Query } from '../../elastic/request-types.ts'
import {
  MAX_BM25,
  MAX_EXPANSIONS,
  PAIR_SLOP,
  PAIR_WEIGHT,
  PHRASE_POINTS,
  SPELLING_WEIGHT,
  STEM_WEIGHT,
  WORD_POINTS,
} from '../ranking.ts'
import type { SearchTerm } from '../spelling/term.ts'
import type { WeightedPair, WeightedWords } from './word-weights.ts'

/** A field that is searched, and the weight of a match in it. The field is searched by word stems, its subfield `.spelling` by the words as spelled. */
export type WeightedField = { field: string; weight: number }

export const TEXT: WeightedField = { field: 'text', weight: 1 }
export const COMMENT_PHRASE_FIELDS: readonly WeightedField[] = [{ field: 'comment', weight: 1 }]

/** The tags, categories and keywords of a post. They are not searched for phrases. */
export const LABELS: WeightedField = { field: 'labels', weight: 1 }

/** Most points of a phrase at a boost of 1: in title and text, by stems and as spelled. Comments share the scale, so that their points compare. */
function mostOfPhrase(titleWeight: number): number {
  return MAX_BM25 * (titleWeight + 1) * (1 + STEM_WEIGHT)
}

/** Most points of a word at a boost of 1: by its stem, as spelled, and near its neighbours, where each time both words of the pair count. */
const MOST_OF_WORD = MAX_BM25 * (1 + SPELLING_WEIGHT + 2 * PAIR_WEIGHT)

/** How clauses are built. `named`: with names for debugging. `prefix`: the last word typed is a prefix token. `corrected`: no document can have the query as typed. `titleWeight`: the weight of a match in the title. */
type Building = { named: boolean; prefix: boolean; corrected: boolean; titleWeight: number }

/** The clauses for the terms as phrases; each gives BM25 points, all together less than PHRASE_POINTS. */
export function phraseClauses(
  terms: readonly SearchTerm[],
  phraseFields: readonly WeightedField[],
  { named, prefix, corrected, titleWeight }: Building,
): Query[] {
  const longest = Math.max(...terms.map(({ words }) => words.length), 1)
  const boosts = terms
    .slice(corrected && terms.length > 1 ? 1 : 0)
    .reduce((sum, { textBoost }) => sum + textBoost, 0)
  const most = mostOfPhrase(titleWeight) * (longest + (prefix ? MAX_EXPANSIONS : 0))
  const scale = PHRASE_POINTS / (most * boosts)
  return terms.flatMap(({ term, textBoost }, i) =>
    phraseFields.map(({ field, weight }) => ({
      multi_match: {
        query: term,
        ...bothSpellings(field),
        ...phraseType(prefix && i === 0),
        boost: scale * textBoost * weight,
        ...(named && { _name: `${field}: “${term}”` }),
      },
    })),
  )
}

/** The type of a phrase query; with `prefix`, its last word is a prefix token. */
export function phraseType(prefix: boolean) {
  return prefix
    ? ({ type: 'phrase_prefix', max_expansions: MAX_EXPANSIONS } as const)
    : ({ type: 'phrase' } as const)
}

/** The fields of a phrase, by stems and as spelled. The points of both are added. */
function bothSpellings(field: string) {
  return { fields: [`${field}^${STEM_WEIGHT}`, `${field}.spelling`], tie_breaker: 1 }
}

/** The weights of a query's words, by themselves and near their neighbours. */
type Weighed = { groups: readonly WeightedWords[]; pairs: readonly WeightedPair[] }

/**
 * The clauses for any of the words, and for pairs of them near each other. Each gives points, all together less than WORD_POINTS. A word
 * counts as if all fields were one long field (BM25F, Robertson, Zaragoza and Taylor, 2004): title, labels and text share its frequency, so
 * that a post does not win by having it in several of them.
 */
export function wordClauses(
  { groups, pairs }: Weighed,
  phraseFields: readonly WeightedField[],
  named: boolean,
): Query[] {
  if (phraseFields.length === 0) return []
  const weights = groups.reduce((sum, { words, weight }) => sum + words.length * weight, 0)
  const scale = WORD_POINTS / (MOST_OF_WORD * weights)
  return [
    ...groups.flatMap((group) => [
      anyWord(group, phraseFields, { suffix: '', boost: scale, named }),
      anyWord(group, phraseFields, { suffix: '.spelling', boost: scale * SPELLING_WEIGHT, named }),
    ]),
    ...pairs.flatMap((pair) =>
      phraseFields.slice(-1).map(({ field }) => near(pair, { field, boost: scale * PAIR_WEIGHT, named })),
    ),
  ]
}

type Clause = { boost: number; named: boolean }

/** Matches any of the words in the fields, or in a subfield of them. */
function anyWord(
  { words, weight }: WeightedWords,
  phraseFields: readonly WeightedField[],
  { suffix, boost, named }: Clause & { suffix: '' | '.spelling' },
): Query {
  const query = words.join(' ')
  const as = suffix === '' ? 'words' : 'words as spelled'
  return {
    combined_fields: {
      query,
      fields: phraseFields.map((place) => `${place.field}${suffix}^${place.weight}`),
      boost: boost * weight,
      ...(named && { _name: `${as}: ${query}` }),
    },
  }
}

/** Matches two words near each other, in either order. */
function near({ words, weight }: WeightedPair, { field, boost, named }: Clause & { field: string }): Query {
  const _name = `near: ${words}`
  return {
    match_phrase: {
      [field]: { query: words, slop: PAIR_SLOP, boost: boost * weight, ...(named && { _name }) },
    },
  }
}
