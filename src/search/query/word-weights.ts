import type { Language } from '../../core/language.ts'
import { MAX_ALTERNATIVES, MAX_PAIRS, MAX_WORDS, SHARE_OF_BEST } from '../ranking.ts'
import { isStopWord, withoutStopWords } from '../request/stop-words.ts'
import type { Reading, Slot } from '../spelling/slots.ts'

/** Words that weigh the same. */
export type WeightedWords = { words: string[]; weight: number }

/** Two neighbouring words of a query, or of one of its readings. */
export type WeightedPair = { words: string; weight: number }

/** What may stand at the places of a query, and what joins several of them. */
export type Readings = { slots: readonly Slot[]; joined: readonly Reading[]; language: Language }

/** The words that are looked for each by itself, heaviest first, in groups of one weight: without stop words, and of the readings of a place only those that are nearly as likely as the best. A word that stands twice in the query weighs twice. */
export function weighWords({ slots, joined, language }: Readings): WeightedWords[] {
  const weights = new Map<string, number>()
  const readings = [...soughtSlots(slots, language).flatMap((slot) => likely(slot, language)), ...joined]
  for (const { text, weight } of readings) {
    const word = text.toLowerCase()
    if (weights.has(word) || weights.size < MAX_WORDS) weights.set(word, (weights.get(word) ?? 0) + weight)
  }
  const groups = new Map<number, string[]>()
  for (const [word, weight] of weights) groups.set(weight, [...(groups.get(weight) ?? []), word])
  return [...groups].sort(([a], [b]) => b - a).map(([weight, words]) => ({ words, weight }))
}

/** The pairs of neighbouring words that are looked for near each other, heaviest first. */
export function weighPairs({ slots, language }: Readings): WeightedPair[] {
  const sought = soughtSlots(slots, language).map((slot) => likely(slot, language))
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

/** The places of a query whose words are sought: those of stop words only if there are no others. */
export function soughtSlots(slots: readonly Slot[], language: Language): Slot[] {
  const typed = slots.map(([reading]) => reading?.text ?? '')
  const sought = new Set(withoutStopWords(typed, language).map((word) => word.toLowerCase()))
  const found = slots.filter((_, i) => sought.has((typed[i] ?? '').toLowerCase()))
  return found.length > 0 ? found : [...slots]
}

/** Of what may stand at a place the typed word, and those that are nearly as likely as the likeliest. A correction to a stop word tells nothing. */
function likely([typed, ...others]: Slot, language: Language): Slot {
  const kept = others
    .filter(({ text, weight }) => weight >= SHARE_OF_BEST && !isStopWord(text, language))
    .slice(0, MAX_ALTERNATIVES)
  return typed === undefined ? [] : [typed, ...kept]
}
