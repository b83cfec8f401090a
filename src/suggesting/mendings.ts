import type { estypes } from '@elastic/elasticsearch'
import { candidateSearch, correctable, type Option, readCandidateWords } from '../search/options.ts'
import { NO_MEMORY, type WordMemory } from '../search/word-memory.ts'
import { freeWords, type Word } from '../search/words.ts'
import type { Typed } from './typed.ts'

/** A finished word: what is remembered of how it may be meant, or that it is asked about. */
export type Mending = { word: Word; options: readonly Omit<Option, 'start' | 'end'>[] | undefined }

/** The searches of the vocabulary for the finished words of which nothing is remembered, and all words that may be mended. */
export function mendingSearches({ finished, fixed }: Typed, memory: WordMemory = NO_MEMORY) {
  const words = correctable(freeWords(finished, fixed)).map((word): Mending => {
    const facts = memory.recall(word.text)
    return { word, options: facts?.known ? [] : facts?.options }
  })
  const asked = words.filter(({ options }) => options === undefined)
  return { words, searches: asked.map(({ word }) => candidateSearch(word)) }
}

/** What else the words of which the vocabulary has none may have been meant, by the answers to the searches. */
export function readMendings(
  words: readonly Mending[],
  answers: readonly estypes.MsearchMultiSearchItem[],
  memory: WordMemory = NO_MEMORY,
): Option[] {
  const left = [...answers]
  return words.flatMap(({ word, options }) => {
    const found = options ?? learn(word, left.shift(), memory)
    return found.map((option) => ({ ...option, start: word.start, end: word.end }))
  })
}

function learn(word: Word, answer: estypes.MsearchMultiSearchItem | undefined, memory: WordMemory) {
  const { inVocabulary, options } = readCandidateWords(word, answer, false)
  const facts = { known: inVocabulary, options: inVocabulary ? [] : options, suggested: [] }
  memory.remember(word.text, facts)
  return facts.options
}
