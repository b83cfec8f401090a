import type { estypes } from '@elastic/elasticsearch'
import { isSuggestible, vocabularySpelling } from '../../content/words/words-of.ts'
import type { SearchBody } from '../../elastic/request-types.ts'
import { FAR_MORE_FREQUENT } from '../ranking.ts'
import { type Candidate, readCandidates } from '../spelling/candidates.ts'
import { COST_SCALE } from '../spelling/likelihood.ts'
import { spellingCost } from '../spelling/spelling-cost.ts'
import { MIN_SLIP_LETTERS, SLIP_SHARE } from './weights.ts'

/** A word that the prefix token may become: `likely` is 1 if it begins as typed, less the further it is from that. */
export type Continuation = Candidate & { likely: number }

/** Words fetched by a beginning: a few letters may begin hundreds of words. */
const FETCHED = 60
/** Words fetched that begin almost as typed: they are many, and only the frequent ones count. */
const SLIPS_FETCHED = 100
/** Letters in a regular expression. They are enough to tell longer beginnings apart, and Elasticsearch takes expressions of at most 1000 characters. */
const MAX_LETTERS = 16

const MOST_FREQUENT_FIRST: SearchBody = {
  track_total_hits: false,
  _source: false,
  stored_fields: ['_none_'],
  docvalue_fields: ['word', 'documents'],
  sort: [{ documents: 'desc' }, { word: 'asc' }],
}

/** The search for the vocabulary's words that begin as typed, the most frequent first. */
export function beginningSearch(typed: string): SearchBody {
  return {
    ...MOST_FREQUENT_FIRST,
    size: FETCHED,
    query: { prefix: { word: { value: vocabularySpelling(typed) } } },
  }
}

/** Whether a beginning is long enough to be mistyped: a shorter one is as often as not the beginning of another word. */
export function mayBeSlip(typed: string): boolean {
  return isSuggestible(typed) && vocabularySpelling(typed).length >= MIN_SLIP_LETTERS
}

/** The search for the words that begin almost as typed: with one letter more, one less, one replaced, or two swapped. */
export function slipSearch(typed: string): SearchBody {
  return {
    ...MOST_FREQUENT_FIRST,
    size: SLIPS_FETCHED,
    query: { regexp: { word: { value: almost([...vocabularySpelling(typed)].slice(0, MAX_LETTERS)) } } },
  }
}

/** A regular expression for words that begin with the letters after one edit. The first letter is right or swapped with the second: with any first letter there are ten times as many words to look at. */
function almost(letters: readonly string[]): string {
  const edited = letters.flatMap((letter, i) => {
    const before = letters.slice(0, i).join('')
    const after = letters.slice(i + 1).join('')
    const next = letters[i + 1]
    const swapped = next === undefined ? [] : [`${before}${next}${letter}${letters.slice(i + 2).join('')}`]
    return i === 0 ? swapped : [`${before}.?${after}`, `${before}.${letter}${after}`, ...swapped]
  })
  return `(${edited.join('|')}).*`
}

/** The words that the searches found, each once, without those that are most likely misspellings of others among them. */
export function readContinuations(
  typed: string,
  prefixToken: estypes.MsearchMultiSearchItem | undefined,
  slips: estypes.MsearchMultiSearchItem | undefined,
): Continuation[] {
  const spelled = vocabularySpelling(typed)
  const exact = readCandidates(prefixToken?.hits.hits ?? []).map((word) => ({ ...word, likely: 1 }))
  const almost = readCandidates(slips?.hits.hits ?? [])
    .filter(({ word }) => !word.startsWith(spelled))
    .map((word) => ({ ...word, likely: likelihoodOfBeginning(spelled, word.word) }))
  return [...exact, ...almost].filter((word, _, all) => !isMisspelling(word, all))
}

/** Whether a word of the vocabulary is one edit away from a far more frequent one: comments contain their readers' mistakes. */
function isMisspelling({ word, documents }: Candidate, all: readonly Candidate[]): boolean {
  return all.some(
    (other) => documents * FAR_MORE_FREQUENT <= other.documents && isOneEditAway(word, other.word),
  )
}

function isOneEditAway(word: string, other: string): boolean {
  return Math.abs(word.length - other.length) <= 1 && spellingCost(word, other, 1) <= 1
}

/** The likelihood that a word was meant by a beginning that is not quite its own, compared with words that begin as typed. */
function likelihoodOfBeginning(typed: string, word: string): number {
  const lengths = [typed.length - 1, typed.length, typed.length + 1]
  const cost = Math.min(...lengths.map((length) => spellingCost(typed, word.slice(0, length))))
  return SLIP_SHARE * Math.exp(-cost / COST_SCALE)
}
