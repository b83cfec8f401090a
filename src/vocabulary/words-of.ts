/** Words as the spelling analyzer makes them: letters and digits, joined by an apostrophe, a dot or an underscore inside. */
const WORD = /[\p{L}\p{N}_]+(?:['’.][\p{L}\p{N}_]+)*/gu
const MARKS = /\p{M}/gu
const POSSESSIVE = /['’]s$/
/** Shorter ones have too many neighbours to be suggested, longer ones are no words. */
const MIN_LENGTH = 3
const MAX_LENGTH = 40

/** The word as the vocabulary spells it: lower case, without accents and possessive ending. */
export function vocabularySpelling(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(MARKS, '').replace(POSSESSIVE, '')
}

/** The distinct words of a text that a reader might look for: with a letter in them, of 3 to 40 characters. */
export function wordsOf(text: string): Set<string> {
  const words = vocabularySpelling(text).match(WORD) ?? []
  return new Set(words.map((word) => word.replace(POSSESSIVE, '')).filter(isSuggestible))
}

/** Whether a word may be suggested, or corrected: codes and numbers never are. */
export function isSuggestible(word: string): boolean {
  return word.length >= MIN_LENGTH && word.length <= MAX_LENGTH && !/[\d_.]/.test(word)
}
