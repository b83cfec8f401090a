import type { Term } from './answer.ts'
import { type Language, withoutAnyStopWords, withoutStopWords } from './stop-words.ts'
import { splitCompounds } from './words.ts'

/** Words that weigh the same. */
export type WeightedWords = { words: string[]; weight: number }

/** The words of a text that are worth looking for alone, each once: without the stop words of a language, unless nothing else would be left. */
export function contentWords(text: string, language: Language): string[] {
  const words = splitCompounds(text).map((word) => word.text)
  return [...new Map(withoutStopWords(words, language).map((word) => [word.toLowerCase(), word])).values()]
}

/** The content words that are no stop words in other languages either: what is looked for word by word. */
export function soughtWords(text: string, language: Language): string[] {
  return withoutAnyStopWords(contentWords(text, language))
}

/** The sought words of all terms, heaviest first. A word weighs what the best term that has it scores. */
export function weighWords(terms: readonly Term[], language: Language): WeightedWords[] {
  const weights = new Map<string, number>()
  for (const { term, score } of terms) {
    for (const word of soughtWords(term, language)) {
      const key = word.toLowerCase()
      weights.set(key, Math.max(score, weights.get(key) ?? 0))
    }
  }
  const groups = new Map<number, string[]>()
  for (const [word, weight] of weights) groups.set(weight, [...(groups.get(weight) ?? []), word])
  return [...groups].sort(([a], [b]) => b - a).map(([weight, words]) => ({ words, weight }))
}
