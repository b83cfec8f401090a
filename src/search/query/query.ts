import type { Language } from '../../core/language.ts'
import type { Query } from '../../elastic/request-types.ts'
import type { QueryMeaning } from '../meaning/meaning.ts'
import { COMMENT_SHARE, MANY_WORDS, SHARE_OF_COMPOUND } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import { isOff } from '../request/switches.ts'
import { isCodePrefix } from '../spelling/completions.ts'
import { needsCorrection, type Position, type WeightedText } from '../spelling/positions.ts'
import type { SearchTerm } from '../spelling/term.ts'
import { phraseTerms } from '../spelling/terms.ts'
import {
  COMMENT_PHRASE_FIELDS,
  LABELS,
  phraseClauses,
  TEXT,
  type WeightedField,
  wordClauses,
} from './clauses.ts'
import { authorClause, nameClauses, priorClauses } from './priors.ts'
import { type Conditions, commentConditions, postConditions } from './search-filters.ts'
import { tierClause } from './tiers.ts'
import { weighPairs, weighWords } from './word-weights.ts'

/** The parts that every query is made of. */
export type QueryParts = {
  terms: readonly SearchTerm[]
  /** The candidates for each position of the query. */
  positions: readonly Position[]
  /** The texts that join words of the query. */
  joined: readonly WeightedText[]
  /** How many of the content words can match. */
  matchable: number
  /** Whether a result must have all of these. By date, a newer post with some words would hide the right one. */
  all: boolean
  /** The meaning of the query, if it is searched for by that too. */
  meaning?: QueryMeaning | undefined
  /** The blog's language. */
  language: Language
  input: SearchInput
}

/** The query for posts: words and phrases of all terms in title, labels and text, in tiers, with small points for author, freshness and popularity. */
export function postsQuery(parts: QueryParts): Query {
  const { input, language, terms } = parts
  if (input.query.text === '') return { bool: withoutText(postConditions(input, language)) }
  const words = weighWords(parts).flatMap((group) => group.words)
  const title = { field: 'title', weight: input.weights.title }
  const phraseFields = input.titleOnly ? [title] : [title, TEXT]
  const fields = input.titleOnly ? phraseFields : [title, LABELS, TEXT]
  const author = input.titleOnly || words.length === 0 ? [] : [authorClause(words, input.debug)]
  const name = input.titleOnly ? [] : nameClauses(input.query, input.debug)
  const matching = [...matchingClauses(parts, phraseFields, fields), ...name]
  // In a query of several words, a match of the author's name alone is a match of scattered words.
  const alone = parts.positions.length < 2 || countsScattered(parts)
  const { filter, must_not } = postConditions(input, language)
  return conditioned(
    [{ bool: { should: [...matching, ...(alone ? author : [])], minimum_should_match: 1 } }],
    [...(alone ? [] : author), ...priorClauses(terms, input)],
    { filter: [...unless(name, enoughWords(parts, fields, requiredOfPost(parts))), ...filter], must_not },
  )
}

/** The query for comments, by the same terms. */
export function commentsQuery(parts: QueryParts): Query {
  const { input, language } = parts
  if (input.query.text === '' || input.titleOnly || isOff(input, 'comments')) return { match_none: {} }
  const matching = matchingClauses(parts, COMMENT_PHRASE_FIELDS, COMMENT_PHRASE_FIELDS)
  const { filter, must_not } = commentConditions(input, language)
  return conditioned([{ bool: { should: matching, minimum_should_match: 1 } }], [], {
    filter: [...enoughWords(parts, COMMENT_PHRASE_FIELDS, requiredOfComment(parts)), ...filter],
    must_not,
  })
}

/** Conditions as a query of their own, which gives no points. */
function withoutText({ filter, must_not }: Conditions): Conditions {
  return { filter: [{ match_all: {} }, ...filter], must_not }
}

function conditioned(must: Query[], should: Query[], { filter, must_not }: Conditions): Query {
  return {
    bool: {
      must,
      ...(should.length > 0 && { should }),
      ...(filter.length > 0 && { filter }),
      ...(must_not.length > 0 && { must_not }),
    },
  }
}

/** Points below 1 for phrases and words, on top of the whole points of the tiers. */
function matchingClauses(
  parts: QueryParts,
  phraseFields: readonly WeightedField[],
  fields: readonly WeightedField[],
): Query[] {
  const { terms, positions, input } = parts
  const { debug: named } = input
  const prefix = isCodePrefix(input)
  const weighed = { groups: weighWords(parts), pairs: weighPairs(parts) }
  return [
    ...phraseClauses(phraseTerms(terms), phraseFields, {
      named,
      prefix,
      corrected: needsCorrection(positions),
      titleWeight: input.weights.title,
    }),
    ...wordClauses(weighed, scatteredFields(parts, fields), named),
    tierClause({ terms: phraseTerms(terms), positions, phraseFields, address: input.address, named, prefix }),
  ]
}

/** Whether scattered words count, which are not in a row. */
function countsScattered({ positions, input }: QueryParts): boolean {
  return (positions.length > 1 || isKoreanCompound(input.query.text)) && !isOff(input, 'fallback')
}

const KOREAN_COMPOUND = /^\p{sc=Hangul}{4,}$/u

/** Whether a query is a long Korean word. It may be written with spaces or have a particle at its end, so its pairs of syllables count like words. */
function isKoreanCompound(text: string): boolean {
  return KOREAN_COMPOUND.test(text)
}

/** The fields in which words count one by one. If scattered words do not count, these are the labels alone: a single word is a phrase already. */
function scatteredFields(parts: QueryParts, fields: readonly WeightedField[]): readonly WeightedField[] {
  return countsScattered(parts) ? fields : fields.filter((field) => field === LABELS)
}

/** How many words of the query a post must have. */
export function requiredOfPost({ matchable, all }: Pick<QueryParts, 'matchable' | 'all'>): number {
  if (all) return matchable
  return matchable < MANY_WORDS ? 1 : 2
}

function requiredOfComment({ matchable, all }: QueryParts): number {
  return all ? matchable : Math.ceil(COMMENT_SHARE * matchable)
}

/** The filters, which do not apply to documents that an exception matches. */
function unless(exceptions: readonly Query[], filters: readonly Query[]): Query[] {
  if (filters.length === 0 || exceptions.length === 0) return [...filters]
  return filters.map((filter) => ({ bool: { should: [filter, ...exceptions] } }))
}

/** A filter for documents that have the required number of words. */
function enoughWords(parts: QueryParts, phraseFields: readonly WeightedField[], required: number): Query[] {
  const isCompound = isKoreanCompound(parts.input.query.text)
  if ((required < 2 && !isCompound) || parts.input.address !== undefined) return []
  const words = weighWords(parts).flatMap((group) => group.words)
  return [
    {
      combined_fields: {
        query: words.join(' '),
        fields: phraseFields.map(({ field }) => field),
        minimum_should_match: isCompound ? SHARE_OF_COMPOUND : required,
      },
    },
  ]
}
