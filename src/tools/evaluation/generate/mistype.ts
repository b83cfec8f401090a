import { vocabularySpelling } from '../../../content/words/words-of.ts'
import { findAnything, knownWords } from './lookups.ts'
import { misspellings } from './misspell.ts'
import type { OwnerIndex } from './owner-index.ts'

/** Misspellings tried for each word: most are no words of the blog, so few are enough. */
const TRIES = 4

/** For each word, a misspelling that is no word of the blog and has the stem of none; `undefined` if none was drawn. */
export async function mistype(
  owner: OwnerIndex,
  words: readonly { word: string; random: () => number }[],
): Promise<(string | undefined)[]> {
  const drawn = words.map(({ word, random }) => misspellings(word, TRIES, random))
  const known = await knownWords(owner, drawn.flat())
  const unknown = drawn.map((spellings) => spellings.find((word) => !known.has(vocabularySpelling(word))))
  const asked = unknown.filter((word) => word !== undefined)
  const finds = await findAnything(owner, asked)
  const usable = new Set(asked.filter((_, i) => !finds[i]))
  return unknown.map((word) => (word !== undefined && usable.has(word) ? word : undefined))
}
