/** The languages that have a list of stop words. */
export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** The words that the fallback does without: Lucene's English list, and the commonest function words of the other languages. */
const STOP_WORDS: Record<Language, ReadonlySet<string>> = {
  en: words(
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with',
  ),
  de: words(
    'aber als am an auch auf aus bei bin bis da das dem den der des die du ein eine einem einen einer eines er es für hat ich im in ist mit nach nicht oder sich sie sind so und von vor was wie wir zu zum zur',
  ),
  fr: words(
    'au aux avec ce ces dans de des du elle en et il ils je la le les leur lui mais me ne nous on ou par pas pour qu que qui sa se ses son sur un une vous y à',
  ),
  es: words(
    'a al ante con como de del el ella en entre es esta este la las le lo los más no o para pero por que se sin sobre su sus un una uno y',
  ),
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

/** Whether a word is a stop word in any of the languages. */
export function isStopWord(word: string): boolean {
  return LANGUAGES.some((language) => STOP_WORDS[language].has(word.toLowerCase()))
}

/** The words without those that are stop words in any of the languages: a German article says nothing in an English blog either. All of them if nothing else would be left. */
export function withoutAnyStopWords(words: readonly string[]): string[] {
  const kept = words.filter((word) => !isStopWord(word))
  return kept.length > 0 ? kept : [...words]
}

/** The words without the stop words of a language; all of them if nothing else would be left. */
export function withoutStopWords(words: readonly string[], language: Language): string[] {
  const kept = words.filter((word) => !STOP_WORDS[language].has(word.toLowerCase()))
  return kept.length > 0 ? kept : [...words]
}
