import { commonNeighbours } from './lookups.ts'
import type { OwnerIndex } from './owner-index.ts'

/** A neighbour is far commoner if this many times more documents have it, and at least MIN_COMMON. */
const TIMES_COMMONER = 10
const MIN_COMMON = 10
/** Length of a long word: shorter words have neighbours by chance. */
const LONG = 6

/** For each word, the far commoner words of the blog that are one edit away. */
export function farCommonerNeighbours(
  owner: OwnerIndex,
  words: readonly { word: string; documents: number }[],
): Promise<string[][]> {
  return commonNeighbours(
    owner,
    words.map(({ word, documents }) => ({
      word,
      documents: Math.max(MIN_COMMON, TIMES_COMMONER * documents),
    })),
  )
}

/** Whether a word of a single document is likely a misspelling of a far commoner one: "reasearch". The first and last letters of a long word are seldom mistyped. */
export function isLikelySlip(
  { word, documents }: { word: string; documents: number },
  neighbours: readonly string[],
): boolean {
  const sameEnds = (neighbour: string) => neighbour[0] === word[0] && neighbour.at(-1) === word.at(-1)
  return documents === 1 && word.length >= LONG && neighbours.some(sameEnds)
}

/** Whether two words are like "seed" and "seeds": a reader who asks for one means the other too. */
export function isInflection(word: string, neighbour: string): boolean {
  return word.startsWith(neighbour) || neighbour.startsWith(word)
}
