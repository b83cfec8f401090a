import type { Language } from '../../core/language.ts'
import type { ParsedText } from './parsed-query.ts'
import { withoutStopWords } from './stop-words.ts'

/** The words of a text that are worth looking for alone, each once: without the stop words of the blog's language, unless nothing else would be left. */
export function contentWords({ compounds }: Pick<ParsedText, 'compounds'>, language: Language): string[] {
  const words = compounds.map((word) => word.text)
  return [...new Map(withoutStopWords(words, language).map((word) => [word.toLowerCase(), word])).values()]
}
