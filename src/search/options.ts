import type { estypes } from '@elastic/elasticsearch'
import { buildCandidateSearch, type Candidate, readCandidates } from '../vocabulary/candidates.ts'
import { likelihood } from '../vocabulary/likelihood.ts'
import { isSuggestible, vocabularySpelling } from '../vocabulary/words-of.ts'
import type { SuggestedOption } from './answer.ts'
import { CANDIDATES_A_WORD, FAR_MORE_FREQUENT, MAX_CORRECTED_WORDS } from './ranking.ts'
import { isStopWord } from './stop-words.ts'
import type { Suggestion } from './suggestions.ts'
import type { Word } from './words.ts'

/** A spelling for the word that stands at `start` to `end` of the query. `score` is how likely it was meant, `freq` in how many documents it is. The query may also go without an `optional` one. */
export type Option = {
  start: number
  end: number
  text: string
  score: number
  freq: number
  optional?: boolean
}

/** The words of a query for which the vocabulary is asked: no codes, no numbers, no stop words, which every blog has, and not more than anybody mistypes at once. */
export function correctable(words: readonly Word[]): Word[] {
  return words
    .filter((word) => !isStopWord(word.text) && isSuggestible(word.text))
    .slice(0, MAX_CORRECTED_WORDS)
}

/** The search for the words of the vocabulary that one word of the query may mean. */
export function candidateSearch(word: Word) {
  return buildCandidateSearch(vocabularySpelling(word.text))
}

/** Those of the asked words that the vocabulary has as they are: "node" where only "node.js" is written. */
export function wordsOfVocabulary(
  asked: readonly Word[],
  answers: readonly estypes.MsearchMultiSearchItem[],
): Word[] {
  return asked.filter((word, i) => {
    const typed = vocabularySpelling(word.text)
    return readCandidates(answers[i]?.hits.hits ?? []).some((candidate) => candidate.word === typed)
  })
}

/** The vocabulary's best candidates for the misspelled ones among the asked words, and for known ones that are doubtful. */
export function readVocabulary(
  asked: readonly Word[],
  answers: readonly estypes.MsearchMultiSearchItem[],
  standingOf: (word: Word) => Standing,
): Option[] {
  return asked.flatMap((word, i) => {
    const standing = standingOf(word)
    if (standing === 'known') return []
    const candidates = readCandidates(answers[i]?.hits.hits ?? [])
    return bestOptions(word, standing === 'doubtful' ? farMoreFrequent(word, candidates) : candidates)
  })
}

/** A word that no document has, one that some have, and one that some have, yet never near the other words of the query. */
export type Standing = 'unknown' | 'known' | 'doubtful'

function farMoreFrequent(word: Word, candidates: readonly Candidate[]): Candidate[] {
  const typed = vocabularySpelling(word.text)
  const own = candidates.find((candidate) => candidate.word === typed)?.documents
  if (own === undefined) return []
  return candidates.filter(({ documents }) => documents >= FAR_MORE_FREQUENT * own)
}

function bestOptions(word: Word, candidates: readonly Candidate[]): Option[] {
  const typed = vocabularySpelling(word.text)
  return candidates
    .filter((candidate) => candidate.word !== typed)
    .map((candidate) => ({
      start: word.start,
      end: word.end,
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
  suggested: readonly Suggestion[],
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

/** What the debug answer tells of the vocabulary's candidates. */
export function describeVocabulary(q: string, found: readonly Option[]): SuggestedOption[] {
  return found.map(({ start, end, text, score, freq }) => ({
    suggester: 'vocabulary',
    word: q.slice(start, end),
    option: text,
    score,
    freq,
    outcome: 'used',
  }))
}
