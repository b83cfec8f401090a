import type { Language } from '../../core/language.ts'
import { MAX_ALTERNATIVES, MAX_PAIRS, MAX_WORDS, SHARE_OF_BEST } from '../ranking.ts'
import { isStopWord, withoutStopWords } from '../request/stop-words.ts'
import type { Position, WeightedText } from '../spelling/positions.ts'

/** Words of the same weight. */
export type WeightedWords = { words: string[]; weight: number }

/** Two neighbouring words of a query, as typed or corrected. */
export type WeightedPair = { words: string; weight: number }

/** The candidates for the positions of a query, and the texts that join several positions. */
type QueryTexts = { positions: readonly Position[]; joined: readonly WeightedText[]; language: Language }

/** The words that are searched for one by one, in groups of one weight, heaviest first. Stop words are left out. Of the candidates for a position, only the typed word and those nearly as likely as the best are kept. A word that stands twice in the query weighs twice. */
export function weighWords({ positions, joined, language }: QueryTexts): WeightedWords[] {
  const weights = new Map<string, number>()
  const readings = [
    ...contentPositions(positions, language).flatMap((position) => likely(position, language)),
    ...joined,
  ]
  for (const { text, weight } of readings) {
    const word = text.toLowerCase()
    if (weights.has(word) || weights.size < MAX_WORDS) weights.set(word, (weights.get(word) ?? 0) + weight)
  }
  const groups = new Map<number, string[]>()
  for (const [word, weight] of weights) groups.set(weight, [...(groups.get(weight) ?? []), word])
  return [...groups].sort(([a], [b]) => b - a).map(([weight, words]) => ({ words, weight }))
}

/** The pairs of neighbouring words that are searched for near each other, heaviest first. */
export function weighPairs({ positions, language }: QueryTexts): WeightedPair[] {
  const sought = contentPositions(positions, language).map((position) => likely(position, language))
  const pairs = sought.slice(1).flatMap((right, i) =>
    (sought[i] ?? []).flatMap((left) =>
      right.map((reading) => ({
        words: `${left.text} ${reading.text}`.toLowerCase(),
        weight: left.weight * reading.weight,
      })),
    ),
  )
  return pairs.sort((a, b) => b.weight - a.weight).slice(0, MAX_PAIRS)
}

/** The positions of a query without those of stop words; all of them if there are no others. */
export function contentPositions(positions: readonly Position[], language: Language): Position[] {
  const typed = positions.map(([reading]) => reading?.text ?? '')
  const sought = new Set(withoutStopWords(typed, language).map((word) => word.toLowerCase()))
  const found = positions.filter((_, i) => sought.has((typed[i] ?? '').toLowerCase()))
  return found.length > 0 ? found : [...positions]
}

/** The typed word of a position, and the candidates nearly as likely as the likeliest. Corrections to stop words are left out: they tell nothing. */
function likely([typed, ...others]: Position, language: Language): Position {
  const kept = others
    .filter(({ text, weight }) => weight >= SHARE_OF_BEST && !isStopWord(text, language))
    .slice(0, MAX_ALTERNATIVES)
  return typed === undefined ? [] : [typed, ...kept]
}
