import type { WordFacts } from './word-facts.ts'

/** What earlier queries have found out about words. Facts hold as long as what searches find does not change. */
export type WordMemory = {
  recall(word: string): WordFacts | undefined
  remember(word: string, facts: WordFacts): void
}

/** Forgets everything at once. */
export const NO_MEMORY: WordMemory = { recall: () => undefined, remember: () => undefined }

/** Whatever holds facts by word. */
type Words = { get(word: string): WordFacts | undefined; set(word: string, facts: WordFacts): unknown }

/** A memory that keeps what it is told in `words`. */
export function memoryIn(words: Words): WordMemory {
  return { recall: (word) => words.get(word), remember: (word, facts) => void words.set(word, facts) }
}
