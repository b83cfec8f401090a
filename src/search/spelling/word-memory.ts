import type { WordFacts } from './word-facts.ts'

/** A memory of facts about words from earlier queries. Facts hold as long as searches find the same. */
export type WordMemory = {
  recall(word: string): WordFacts | undefined
  remember(word: string, facts: WordFacts): void
}

/** A memory that keeps nothing. */
export const NO_MEMORY: WordMemory = { recall: () => undefined, remember: () => undefined }

/** A store of facts by word, such as a Map. */
type Words = { get(word: string): WordFacts | undefined; set(word: string, facts: WordFacts): unknown }

/** A memory that keeps its facts in `words`. */
export function memoryIn(words: Words): WordMemory {
  return { recall: (word) => words.get(word), remember: (word, facts) => void words.set(word, facts) }
}
