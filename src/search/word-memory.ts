import type { WordFacts } from './word-facts.ts'

/** What earlier queries have found out about words. Facts hold as long as what searches find does not change. */
export type WordMemory = {
  recall(word: string): WordFacts | undefined
  remember(word: string, facts: WordFacts): void
}

/** Forgets everything at once. */
export const NO_MEMORY: WordMemory = { recall: () => undefined, remember: () => undefined }
