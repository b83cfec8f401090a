import type { Query } from '../../elastic/request-types.ts'
import {
  AUTHOR_POINTS,
  FRESHNESS_POINTS,
  FRESHNESS_POINTS_OF_YEARS,
  HALF_LIFE,
  MAX_BM25,
  MAX_NAME_WORDS,
  POPULARITY_POINTS,
} from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import type { ParsedQuery } from '../request/parsed-query.ts'
import { isOff } from '../request/switches.ts'
import type { Term } from '../spelling/term.ts'

/** Small points for fresh and for popular posts, whatever the query, or more for fresh ones if the owner sets so. A post whose source tells neither gets none. The points shrink to the share of the weakest term; otherwise fresh posts would hide the posts of that term. */
export function priorClauses(
  terms: readonly Pick<Term, 'textBoost'>[],
  { debug: named, off, weights: { freshness: wanted } }: Pick<SearchInput, 'debug' | 'off' | 'weights'>,
): Query[] {
  const all = terms.reduce((sum, { textBoost }) => sum + textBoost, 0)
  const share = (terms.at(-1)?.textBoost ?? 0) / all
  const name = (text: string) => named && { _name: text }
  const freshness: Query = {
    distance_feature: {
      field: 'date',
      origin: 'now',
      pivot: wanted === 'tie' ? HALF_LIFE : `${Math.round(365 * Number(wanted))}d`,
      boost: share * (wanted === 'tie' ? FRESHNESS_POINTS : FRESHNESS_POINTS_OF_YEARS),
      ...name('freshness'),
    },
  }
  const popularity: Query = {
    function_score: {
      query: { exists: { field: 'popularity' } },
      functions: [
        { field_value_factor: { field: 'popularity', factor: share * POPULARITY_POINTS, missing: 0 } },
      ],
      max_boost: share * POPULARITY_POINTS,
      boost_mode: 'replace',
      ...name('popularity'),
    },
  }
  return [...(wanted === 'none' ? [] : [freshness]), ...(isOff({ off }, 'popularity') ? [] : [popularity])]
}

/** Points for posts whose author's name is among the words. */
export function authorClause(words: readonly string[], named: boolean): Query {
  const query = words.join(' ')
  return {
    match: {
      'author.words': {
        query,
        boost: AUTHOR_POINTS / (MAX_BM25 * words.length),
        ...(named && { _name: `author: ${query}` }),
      },
    },
  }
}

/**
 * Finds the posts whose author's name has all words of the query, in any order, and the posts whose address has them: a reader who types a
 * name does not mind whether the text has it. An address gives no points, since its words are mostly those of the title. No clauses if the
 * query has more words than a name.
 */
export function nameClauses({ text: q, words }: ParsedQuery, named: boolean): Query[] {
  if (words.length > MAX_NAME_WORDS) return []
  const byAddress = allOf(q, { field: 'slug', boost: 0, name: named ? `address: all of ${q}` : undefined })
  if (words.length < 2) return [byAddress]
  const name = named ? `author: all of ${q}` : undefined
  return [allOf(q, { field: 'author.words', boost: AUTHOR_POINTS, name }), byAddress]
}

type Constant = { field: string; boost: number; name: string | undefined }

/** A constant score for documents that have all words in a field. */
function allOf(q: string, { field, boost, name }: Constant): Query {
  const filter: Query = { match: { [field]: { query: q, operator: 'and' } } }
  return { constant_score: { filter, boost, ...(name !== undefined && { _name: name }) } }
}
