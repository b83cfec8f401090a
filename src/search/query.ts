import type { estypes } from '@elastic/elasticsearch'
import type { Term } from './answer.ts'
import { COMMENT_PLACES, type Place, POST_PLACES, phraseClauses, wordClauses } from './clauses.ts'
import { type WeightedWords, weighWords } from './content-words.ts'
import type { SearchInput } from './input.ts'
import { authorClause, priorClauses } from './priors.ts'
import { COMMENT_SHARE, POST_SHARE } from './ranking.ts'
import { type Conditions, commentConditions, postConditions } from './search-filters.ts'
import type { Slot } from './slots.ts'
import type { Language } from './stop-words.ts'
import { isOff } from './switches.ts'
import { likelyTerms } from './terms.ts'
import { tierClause } from './tiers.ts'
import { splitWords } from './words.ts'

type Query = estypes.QueryDslQueryContainer

/** What every query is made of. */
export type QueryParts = {
  terms: readonly Term[]
  /** What may stand at each place of the query. */
  slots: readonly Slot[]
  /** How many of the sought words anybody could find. */
  findable: number
  /** Whether a result must have all of these: by date, a newer post with some words would hide the right one. */
  all: boolean
  /** The blog's language. */
  language: Language
  input: SearchInput
}

/** The query for posts: words and phrases of all terms in title and text, in tiers, with small points for author, freshness and popularity. */
export function postsQuery(parts: QueryParts): Query {
  const { input, language, terms } = parts
  const words = wordsOf(terms, language).flatMap((group) => group.words)
  const places = input.titleOnly ? POST_PLACES.slice(0, 1) : POST_PLACES
  const author = input.titleOnly || words.length === 0 ? [] : [authorClause(words, input.debug)]
  const matching = matchingClauses(parts, places)
  // A name among several words is words that are scattered.
  const alone = parts.slots.length < 2 || countsScattered(parts)
  const { filter, must_not } = postConditions(input, language)
  return conditioned(
    [{ bool: { should: [...matching, ...(alone ? author : [])], minimum_should_match: 1 } }],
    [...(alone ? [] : author), ...priorClauses(terms, input)],
    { filter: [...enoughWords(parts, places, POST_SHARE), ...filter], must_not },
  )
}

/** The query for comments, by the same terms. */
export function commentsQuery(parts: QueryParts): Query {
  const { input, language } = parts
  if (input.titleOnly || isOff(input, 'comments')) return { match_none: {} }
  const { filter, must_not } = commentConditions(input, language)
  return conditioned(
    [{ bool: { should: matchingClauses(parts, COMMENT_PLACES), minimum_should_match: 1 } }],
    [],
    { filter: [...enoughWords(parts, COMMENT_PLACES, COMMENT_SHARE), ...filter], must_not },
  )
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
function matchingClauses(parts: QueryParts, places: readonly Place[]): Query[] {
  const { terms, slots, language, input } = parts
  const { debug: named, prefix } = input
  const beginning = prefix ? lastWord(input.q) : undefined
  const scattered = countsScattered(parts)
  return [
    ...phraseClauses(likelyTerms(terms), places, { named, prefix }),
    ...(scattered ? wordClauses(wordsOf(terms, language), places, { named, beginning }) : []),
    tierClause({ terms, slots, places, language, named, prefix, scattered }),
  ]
}

/** Whether words count that are not in a row. */
function countsScattered({ slots, input }: QueryParts): boolean {
  return slots.length > 1 && !isOff(input, 'fallback')
}

function lastWord(q: string): string | undefined {
  return splitWords(q).at(-1)?.text.toLowerCase()
}

/** Filters out what has fewer words than a share of those that can be found. A beginning of a word does not count. */
function enoughWords(parts: QueryParts, places: readonly Place[], share: number): Query[] {
  const { terms, language, input, findable, all } = parts
  const required = Math.ceil((all ? 1 : share) * (findable - (input.prefix ? 1 : 0)))
  if (required < 2) return []
  const words = wordsOf(terms, language).flatMap((group) => group.words)
  return [
    {
      multi_match: {
        query: words.join(' '),
        type: 'cross_fields',
        fields: places.map(({ field }) => field),
        minimum_should_match: required,
      },
    },
  ]
}

function wordsOf(terms: readonly Term[], language: Language): WeightedWords[] {
  return weighWords(likelyTerms(terms), language)
}
