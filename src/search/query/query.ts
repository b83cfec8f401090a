import type { Language } from '../../core/language.ts'
import type { Query } from '../../elastic/request-types.ts'
import { COMMENT_SHARE, MANY_WORDS } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import { isOff } from '../request/switches.ts'
import { isCodeBegun } from '../spelling/completions.ts'
import { mustBeMended, type Reading, type Slot } from '../spelling/slots.ts'
import type { SearchTerm } from '../spelling/term.ts'
import { phraseTerms } from '../spelling/terms.ts'
import { COMMENT_PLACES, LABELS, type Place, POST_PLACES, phraseClauses, wordClauses } from './clauses.ts'
import { authorClause, nameClauses, priorClauses } from './priors.ts'
import { type Conditions, commentConditions, postConditions } from './search-filters.ts'
import { tierClause } from './tiers.ts'
import { weighPairs, weighWords } from './word-weights.ts'

/** What every query is made of. */
export type QueryParts = {
  terms: readonly SearchTerm[]
  /** What may stand at each place of the query. */
  slots: readonly Slot[]
  /** What joins words of the query. */
  joined: readonly Reading[]
  /** How many of the sought words anybody could find. */
  findable: number
  /** Whether a result must have all of these: by date, a newer post with some words would hide the right one. */
  all: boolean
  /** The blog's language. */
  language: Language
  input: SearchInput
}

/** The query for posts: words and phrases of all terms in title, labels and text, in tiers, with small points for author, freshness and popularity. */
export function postsQuery(parts: QueryParts): Query {
  const { input, language, terms } = parts
  if (input.query.text === '') return { bool: withoutText(postConditions(input, language)) }
  const words = weighWords(parts).flatMap((group) => group.words)
  const places = input.titleOnly ? POST_PLACES.slice(0, 1) : POST_PLACES
  const fields = input.titleOnly ? places : [...POST_PLACES.slice(0, 1), LABELS, ...POST_PLACES.slice(1)]
  const author = input.titleOnly || words.length === 0 ? [] : [authorClause(words, input.debug)]
  const name = input.titleOnly ? [] : nameClauses(input.query, input.debug)
  const matching = [...matchingClauses(parts, places, fields), ...name]
  // A name among several words is words that are scattered.
  const alone = parts.slots.length < 2 || countsScattered(parts)
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
  const matching = matchingClauses(parts, COMMENT_PLACES, COMMENT_PLACES)
  const { filter, must_not } = commentConditions(input, language)
  return conditioned([{ bool: { should: matching, minimum_should_match: 1 } }], [], {
    filter: [...enoughWords(parts, COMMENT_PLACES, requiredOfComment(parts)), ...filter],
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
function matchingClauses(parts: QueryParts, places: readonly Place[], fields: readonly Place[]): Query[] {
  const { terms, slots, input } = parts
  const { debug: named } = input
  const prefix = isCodeBegun(input)
  const weighed = { groups: weighWords(parts), pairs: weighPairs(parts) }
  return [
    ...phraseClauses(phraseTerms(terms), places, { named, prefix, mended: mustBeMended(slots) }),
    ...wordClauses(weighed, scatteredFields(parts, fields), named),
    tierClause({ terms: phraseTerms(terms), slots, places, address: input.address, named, prefix }),
  ]
}

/** Whether words count that are not in a row. */
function countsScattered({ slots, input }: QueryParts): boolean {
  return slots.length > 1 && !isOff(input, 'fallback')
}

/** The fields in which words count each by itself: of a single word, which is a phrase already, the labels alone. */
function scatteredFields(parts: QueryParts, fields: readonly Place[]): readonly Place[] {
  return countsScattered(parts) ? fields : fields.filter((field) => field === LABELS)
}

/** How many words of the query a post must have. */
export function requiredOfPost({ findable, all }: Pick<QueryParts, 'findable' | 'all'>): number {
  if (all) return findable
  return findable < MANY_WORDS ? 1 : 2
}

function requiredOfComment({ findable, all }: QueryParts): number {
  return all ? findable : Math.ceil(COMMENT_SHARE * findable)
}

/** The filters, but for what the exceptions find. */
function unless(exceptions: readonly Query[], filters: readonly Query[]): Query[] {
  if (filters.length === 0 || exceptions.length === 0) return [...filters]
  return filters.map((filter) => ({ bool: { should: [filter, ...exceptions] } }))
}

/** Filters out what has fewer words than are required. */
function enoughWords(parts: QueryParts, places: readonly Place[], required: number): Query[] {
  if (required < 2 || parts.input.address !== undefined) return []
  const words = weighWords(parts).flatMap((group) => group.words)
  return [
    {
      combined_fields: {
        query: words.join(' '),
        fields: places.map(({ field }) => field),
        minimum_should_match: required,
      },
    },
  ]
}
