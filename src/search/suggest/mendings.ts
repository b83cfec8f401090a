import type { estypes } from '@elastic/elasticsearch'
import { freeWords, type Word } from '../request/words.ts'
import { candidateSearch, correctable, type Option, readCandidateWords } from '../spelling/options.ts'
import type { WordFacts } from '../spelling/word-facts.ts'
import { NO_MEMORY, type WordMemory } from '../spelling/word-memory.ts'
import type { Typed } from './typed.ts'

type Found = Pick<WordFacts, 'known' | 'options'>

/** A finished word, and what is remembered of how it may be meant; without that, it is asked about. */
export type Mending = { word: Word; remembered: Found | undefined }

/** The searches of the vocabulary for the finished words of which nothing is remembered, and all words that may be mended. */
export function mendingSearches({ finished, quoted }: Typed, memory: WordMemory = NO_MEMORY) {
  const words = correctable(freeWords(finished, quoted)).map(
    (word): Mending => ({ word, remembered: memory.recall(word.text) }),
  )
  const asked = words.filter(({ remembered }) => remembered === undefined)
  return { words, searches: asked.map(({ word }) => candidateSearch(word)) }
}

/** What else the words may have been meant, by the answers to the searches: of one that the vocabulary has, it may also stay. */
export function readMendings(
  words: readonly Mending[],
  answers: readonly estypes.MsearchMultiSearchItem[],
  memory: WordMemory = NO_MEMORY,
): Option[] {
  const left = [...answers]
  return words.flatMap(({ word, remembered }) => {
    const { known, options } = remembered ?? learn(word, left.shift(), memory)
    return options.map((option) => ({ ...option, start: word.start, end: word.end, optional: known }))
  })
}

function learn(word: Word, answer: estypes.MsearchMultiSearchItem | undefined, memory: WordMemory): Found {
  const { inVocabulary, options } = readCandidateWords(word, answer, false)
  const facts = { known: inVocabulary, options, suggested: [] }
  memory.remember(word.text, facts)
  return facts
}
