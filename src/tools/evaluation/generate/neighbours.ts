import { commonNeighbours } from './lookups.ts'
import type { OwnerIndex } from './owner-index.ts'

/** How much commoner a neighbour is, and in how many documents it is at least. */
const TIMES_COMMONER = 10
const MIN_COMMON = 10
/** Short words have neighbours by chance. */
const LONG = 6

/** For each word the far commoner words of the blog that are one edit away. */
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

/** Whether a word of a single document rather is its author's misspelling of a far commoner one: "reasearch". The ends of a long word are seldom mistyped. */
export function isLikelySlip(
  { word, documents }: { word: string; documents: number },
  neighbours: readonly string[],
): boolean {
  const sameEnds = (neighbour: string) => neighbour[0] === word[0] && neighbour.at(-1) === word.at(-1)
  return documents === 1 && word.length >= LONG && neighbours.some(sameEnds)
}

/** "seed" and "seeds": whoever asks for one means the other too. */
export function isInflection(word: string, neighbour: string): boolean {
  return word.startsWith(neighbour) || neighbour.startsWith(word)
}
