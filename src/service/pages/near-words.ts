import { spellingCost } from '../../search/spelling/spelling-cost.ts'

/** A word that is this part of itself away from a typed one is still near it. */
const NEAR = 0.34
/** The part of a word that a typed one must begin with, and its letters at least. */
const BEGINNING = { part: 0.6, letters: 4 }

/** The words that are near one of the typed words: few letters differ, or the beginning is the same. Words of nothing in common would only puzzle a reader. */
export function nearWords(words: readonly string[], typed: readonly string[]): string[] {
  return words.filter((word) => typed.some((one) => isNear(word, one.toLowerCase())))
}

function isNear(word: string, typed: string): boolean {
  const most = Math.min(word.length, typed.length) * NEAR
  const beginning = Math.max(BEGINNING.letters, Math.ceil(word.length * BEGINNING.part))
  return spellingCost(typed, word, most) <= most || startsAlike(word, typed, beginning)
}

function startsAlike(word: string, typed: string, letters: number): boolean {
  return word.length >= letters && typed.startsWith(word.slice(0, letters))
}
