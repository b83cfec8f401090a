import { analysisOf, type Language } from '../../core/language.ts'

/** The languages whose commonest words are left out on every blog. */
const WIDESPREAD = ['en', 'de', 'fr', 'es'] as const

const APOSTROPHES = /['’]/g

/** Whether a word is a stop word of a language, with or without its apostrophe. */
export function isStopWord(word: string, language: Language): boolean {
  return analysisOf(language).stopWords.has(word.toLowerCase().replace(APOSTROPHES, ''))
}

/** Whether a word is among the commonest of a widespread language. Such a word is never corrected or suggested. */
export function isCommonWord(word: string): boolean {
  return WIDESPREAD.some((language) => analysisOf(language).commonWords.has(word.toLowerCase()))
}

/** The words without the stop words of a language and without the commonest words of the widespread ones. If none would be left, only the stop words are removed, or nothing. */
export function withoutStopWords(words: readonly string[], language: Language): string[] {
  const own = words.filter((word) => !isStopWord(word, language))
  const kept = own.filter((word) => !isCommonWord(word))
  return [kept, own].find((left) => left.length > 0) ?? [...words]
}
