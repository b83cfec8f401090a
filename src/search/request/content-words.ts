import type { Language } from '../../core/language.ts'
import { withoutStopWords } from './stop-words.ts'
import { splitCompounds } from './words.ts'

/** The words of a text that are worth looking for alone, each once: without the stop words of the blog's language, unless nothing else would be left. */
export function contentWords(text: string, language: Language): string[] {
  const words = splitCompounds(text).map((word) => word.text)
  return [...new Map(withoutStopWords(words, language).map((word) => [word.toLowerCase(), word])).values()]
}
