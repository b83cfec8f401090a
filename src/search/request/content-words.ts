import type { Language } from '../../core/language.ts'
import type { ParsedText } from './parsed-query.ts'
import { withoutStopWords } from './stop-words.ts'

/** The content words of a text, each once: its words without the stop words of the blog's language, or all of them if there are no others. */
export function contentWords({ compounds }: Pick<ParsedText, 'compounds'>, language: Language): string[] {
  const words = compounds.map((word) => word.text)
  return [...new Map(withoutStopWords(words, language).map((word) => [word.toLowerCase(), word])).values()]
}
