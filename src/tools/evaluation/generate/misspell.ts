import { isSuggestible } from '../../../content/words/words-of.ts'
import { ERROR_PATTERNS } from './error-patterns.ts'

/** Shorter words have too many neighbours: a misspelling of one could mean several. */
const MIN_LENGTH = 5
const ALPHABETIC = /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]+$/u

/** Whether a word of a text is one that a reader may mistype and the search should correct: an ordinary word of five letters or more. */
export function isMistypable(word: string): boolean {
  return word.length >= MIN_LENGTH && isOrdinary(word)
}

/** Whether a word of a text has only letters of an alphabet, and is neither like code nor all capitals. */
export function isOrdinary(word: string): boolean {
  return ALPHABETIC.test(word) && isSuggestible(word) && word !== word.toUpperCase()
}

/** Up to `count` different misspellings of a word, each by a pattern drawn at random by weight. */
export function misspellings(word: string, count: number, random: () => number): string[] {
  const fitting = ERROR_PATTERNS.map(({ weight, variants }) => ({
    weight,
    spellings: variants(word),
  })).filter(({ spellings }) => spellings.length > 0)
  const total = fitting.reduce((sum, { weight }) => sum + weight, 0)
  const drawn = Array.from({ length: count }, () => {
    let left = random() * total
    const pattern = fitting.find(({ weight }) => {
      left -= weight
      return left < 0
    })
    return pattern?.spellings[Math.floor(random() * pattern.spellings.length)]
  })
  return [...new Set(drawn)].filter((spelling) => spelling !== undefined)
}
