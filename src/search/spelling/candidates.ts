import type { estypes } from '@elastic/elasticsearch'
import { gramsOf } from '../../content/words/grams.ts'
import { soundKey } from '../../content/words/sound-key.ts'
import type { SearchBody } from '../../elastic/request-types.ts'

/** A word of the blog that may have been meant, and in how many posts and comments it is. */
export type Candidate = { word: string; documents: number }

/** Candidates fetched for one misspelled word: of 529 real misspellings, 99 of 100 had the right word among so many. */
const FETCHED = 100
/** Extra score of a word that sounds the same, on top of its n-grams: it comes among the first, however different its letters. */
const SAME_SOUND = 20

/** The search for words that look or sound like `word`, which is in the vocabulary's spelling. */
export function buildCandidateSearch(word: string): SearchBody {
  return {
    size: FETCHED,
    track_total_hits: false,
    _source: false,
    stored_fields: ['_none_'],
    docvalue_fields: ['word', 'documents'],
    query: {
      bool: {
        should: [
          { match: { grams: gramsOf(word).join(' ') } },
          { constant_score: { filter: { term: { sound: soundKey(word) } }, boost: SAME_SOUND } },
        ],
      },
    },
  }
}

/** The candidates that a candidate search found. */
export function readCandidates(hits: readonly estypes.SearchHit[]): Candidate[] {
  return hits.map((hit) => ({
    word: String(hit.fields?.word?.[0]),
    documents: Number(hit.fields?.documents?.[0]),
  }))
}
