import type { estypes } from '@elastic/elasticsearch'
import { freeWords, type Word } from '../request/words.ts'
import { candidateSearch, correctable, type Option, readCandidateWords } from '../spelling/options.ts'
import type { WordFacts } from '../spelling/word-facts.ts'
import { NO_MEMORY, type WordMemory } from '../spelling/word-memory.ts'
import type { Typed } from './typed.ts'

type Found = Pick<WordFacts, 'known' | 'options'>

/** A finished word and the facts remembered about it; without them, the vocabulary is asked. */
type FinishedWord = { word: Word; remembered: Found | undefined }

/** All finished words that may be corrected, and the vocabulary searches for those without remembered facts. */
export function correctionSearches({ finished, quoted }: Typed, memory: WordMemory = NO_MEMORY) {
  const words = correctable(freeWords(finished, quoted)).map(
    (word): FinishedWord => ({ word, remembered: memory.recall(word.text) }),
  )
  const asked = words.filter(({ remembered }) => remembered === undefined)
  return { words, searches: asked.map(({ word }) => candidateSearch(word)) }
}

/** The corrections of the words, by the answers to the searches. A word that the vocabulary has may also stay. */
export function readCorrections(
  words: readonly FinishedWord[],
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
