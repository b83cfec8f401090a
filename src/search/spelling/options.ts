import type { estypes } from '@elastic/elasticsearch'
import { isSuggestible, vocabularySpelling } from '../../content/words/words-of.ts'
import type { SearchBody } from '../../elastic/request-types.ts'
import { CANDIDATES_A_WORD, FAR_MORE_FREQUENT, MAX_CORRECTED_WORDS } from '../ranking.ts'
import { isCommonWord } from '../request/stop-words.ts'
import type { Word } from '../request/words.ts'
import { buildCandidateSearch, type Candidate, readCandidates } from './candidates.ts'
import { likelihood } from './likelihood.ts'

/** What a source of spellings offers for one word: the score and frequency as the source tells them, and whether it was `used` or why not. */
export type SuggestedOption = {
  /** `suggest_title`, `suggest_text`, `suggest_comment`, `vocabulary` or `synonyms`. */
  suggester: string
  word: string
  option: string
  score: number
  freq: number
  outcome: string
}

/** A spelling: `score` is how likely it was meant, `freq` in how many documents it is. */
export type Spelled = { text: string; score: number; freq: number }

/** A spelling for what stands at `start` to `end` of the query. The query may also go without an `optional` one; one `inARow` counts only where the whole query stands in a row with it. */
export type Option = Spelled & { start: number; end: number; optional?: boolean; inARow?: boolean }

/** The words of a query for which the vocabulary is asked: no codes, no numbers, no stop words, which every blog has, and not more than anybody mistypes at once. */
export function correctable(words: readonly Word[]): Word[] {
  return words.filter(isCorrectable).slice(0, MAX_CORRECTED_WORDS)
}

/** Whether a word is none of the codes, numbers and stop words that nobody corrects. */
export function isCorrectable({ text }: Word): boolean {
  return !isCommonWord(text) && isSuggestible(text)
}

/** The search for the words of the vocabulary that one word of the query may mean. */
export function candidateSearch(word: Word): SearchBody {
  return buildCandidateSearch(vocabularySpelling(word.text))
}

/** Whether the vocabulary has a word as it is ("node" where only "node.js" is written), and what else may have been meant: anything by a word that nobody has, by a known one only what is far more frequent. */
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
  if (own === undefined) return []
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

/** The options of both sources, each spelling once: what the suggesters offer is weighed as the vocabulary's words are, since Elasticsearch's score counts edits only. */
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
