import type { estypes } from '@elastic/elasticsearch'
import { isSuggestible, vocabularySpelling } from '../../content/words/words-of.ts'
import type { SearchBody } from '../../elastic/request-types.ts'
import { CANDIDATES_A_WORD, FAR_MORE_FREQUENT, MAX_CORRECTED_WORDS } from '../ranking.ts'
import { isCommonWord } from '../request/stop-words.ts'
import type { Word } from '../request/words.ts'
import { buildCandidateSearch, type Candidate, readCandidates } from './candidates.ts'
import { likelihood } from './likelihood.ts'

/** A spelling that a source offers for one word: its score and frequency as the source gives them, and whether it was `used` or why not. */
export type SuggestedOption = {
  /** `suggest_title`, `suggest_text`, `suggest_comment`, `vocabulary`, `synonyms` or `forms`. */
  suggester: string
  word: string
  option: string
  score: number
  freq: number
  outcome: string
}

/** A spelling: `score` is the likelihood that it was meant, `freq` the number of documents that have it. */
export type Spelled = { text: string; score: number; freq: number }

/** A spelling for the range `start` to `end` of the query. `optional`: the range may also stay as typed. `inARow`: it counts only where a document has the whole query in a row with it. `isForm`: it is another way to write what was typed. */
export type Option = Spelled & {
  start: number
  end: number
  optional?: boolean
  inARow?: boolean
  isForm?: boolean
}

/** The words of a query that are looked up in the vocabulary: no codes, no numbers, no common words (every blog has them), and not more than anybody mistypes at once. */
export function correctable(words: readonly Word[]): Word[] {
  return words.filter(isCorrectable).slice(0, MAX_CORRECTED_WORDS)
}

/** Whether a word may be corrected: it is no code, no number and no common word. */
function isCorrectable({ text }: Word): boolean {
  return !isCommonWord(text) && isSuggestible(text)
}

/** The search for the vocabulary's candidates for one word of the query. */
export function candidateSearch(word: Word): SearchBody {
  return buildCandidateSearch(vocabularySpelling(word.text))
}

/** Whether the vocabulary has a word as typed ("node" where only "node.js" is written), and the candidates for it: all for an unknown word and for one that is known by another form alone, only the far more frequent ones for others. */
export function readCandidateWords(
  { text }: Word,
  answer: estypes.MsearchMultiSearchItem | undefined,
  known: boolean,
): { inVocabulary: boolean; options: Spelled[] } {
  const typed = vocabularySpelling(text)
  const candidates = readCandidates(answer?.hits.hits ?? [])
  const own = candidates.find(({ word }) => word === typed)
  const others = candidates.filter((candidate) => candidate !== own)
  const possible = known || own !== undefined ? farMoreFrequent(others, own) : others
  return { inVocabulary: own !== undefined, options: likeliest(typed, possible) }
}

function farMoreFrequent(candidates: readonly Candidate[], own: Candidate | undefined): Candidate[] {
  if (own === undefined) return [...candidates]
  return candidates.filter(({ documents }) => documents >= FAR_MORE_FREQUENT * own.documents)
}

function likeliest(typed: string, candidates: readonly Candidate[]): Spelled[] {
  return candidates
    .map((candidate) => ({
      text: candidate.word,
      score: likelihood(typed, candidate),
      freq: candidate.documents,
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1))
    .slice(0, CANDIDATES_A_WORD)
}

/** The options of both sources, each spelling once. Options of the suggesters are weighed like the vocabulary's words, since Elasticsearch's score counts edits only. */
export function weighOptions(
  q: string,
  suggested: readonly Omit<Option, 'optional'>[],
  found: readonly Option[],
): Option[] {
  const keyOf = ({ start, text }: { start: number; text: string }) => `${start} ${text}`
  const known = new Set(found.map(keyOf))
  const others = suggested
    .filter((suggestion) => !known.has(keyOf(suggestion)) && isSuggestible(suggestion.text))
    .map(({ start, end, text, freq }) => {
      const typed = vocabularySpelling(q.slice(start, end))
      return { start, end, text, freq, score: likelihood(typed, { word: text, documents: freq }) }
    })
  return [...found, ...others.filter(({ score }) => score > 0)]
}
