import { isSuggestible } from '../../vocabulary/words-of.ts'
import { ERROR_PATTERNS } from './error-patterns.ts'

/** Shorter words have too many neighbours: a misspelling of one could mean several. */
const MIN_LENGTH = 5
const ALPHABETIC = /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]+$/u

/** Whether a word, as a text has it, is one that a reader may mistype and a search should mend: letters of an alphabet only, five or more unless told otherwise, and not all capitals. */
export function isMistypable(word: string, minLength = MIN_LENGTH): boolean {
  return (
    word.length >= minLength && ALPHABETIC.test(word) && isSuggestible(word) && word !== word.toUpperCase()
  )
}

/** Up to `count` different misspellings of a word, each by a pattern drawn by its weight. */
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
