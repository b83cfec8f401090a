import { isStopWord } from '../search/stop-words.ts'
import type { Continuation } from './beginnings.ts'
import { type Phrase, phrasesIn } from './phrases.ts'
import type { Reading } from './readings.ts'
import { signless } from './spelled.ts'
import type { TitledPost } from './titles.ts'
import type { Typed } from './typed.ts'
import { PHRASE_TELLS, TITLE_WEIGHT, WORD_MORE } from './weights.ts'

/** A completion, and how likely it is beside others. */
export type Weighed = {
  text: string
  weight: number
  /** How likely its words were meant, however frequent they are. */
  likely?: number
}

/** How often titles have a text, its words as they are. */
export type TitleCount = (text: string) => number

/** Counts in titles without signs. */
export function counterOf(titles: readonly string[]): TitleCount {
  const padded = titles.map((title) => ` ${title} `)
  return (text) => {
    const sought = ` ${signless(text)} `
    return padded.filter((title) => title.includes(sought)).length
  }
}

/** The words that the one word that was typed may begin. The most frequent words of a blog, which tell nothing, weigh less than their number. */
export function weighWords(
  continuations: readonly Continuation[],
  count: TitleCount,
  mostDocuments: number,
): Weighed[] {
  return continuations
    .filter(({ word }) => !isStopWord(word))
    .map(({ word, documents, likely }) => {
      const tells = Math.log(1 + mostDocuments / documents)
      return { text: word, weight: likely * tells * (Math.sqrt(documents) + TITLE_WEIGHT * count(word)) }
    })
}

/** The phrases of titles that go on from a reading. */
export function weighPhrases(
  posts: readonly TitledPost[],
  reading: Reading,
  count: TitleCount = () => 0,
): Weighed[] {
  const phrases = phrasesIn(
    posts.map(({ title }) => title),
    reading,
  )
  return [...phrases.values()].map((phrase) => ({
    text: phrase.text,
    weight: reading.likely * weightOf(phrase, count),
  }))
}

function weightOf({ text, titles, more }: Phrase, count: TitleCount): number {
  return PHRASE_TELLS * TITLE_WEIGHT * Math.max(titles, count(text)) * WORD_MORE ** more
}

/** The completions of several words that are worth trying: what was typed with each word that the begun one may be meant to begin. */
export function toTry(
  typed: Typed,
  readings: readonly Reading[],
  continuations: readonly Continuation[],
): Weighed[] {
  const { begun, text } = typed
  if (begun === undefined) return []
  const before = new Map([[text.slice(0, begun.start), 1]])
  for (const reading of readings) {
    const end = reading.text.lastIndexOf(' ') + 1
    if (!before.has(reading.text.slice(0, end))) before.set(reading.text.slice(0, end), reading.likely)
  }
  const words = continuations.filter(({ word }) => !isStopWord(word))
  return [...before]
    .flatMap(([start, likely]) =>
      words.map((word) => ({
        text: start + word.word,
        likely: likely * word.likely,
        weight: likely * word.likely * Math.sqrt(word.documents),
      })),
    )
    .sort((a, b) => b.weight - a.weight)
}

/** The likeliest completions, each once, without what was typed itself. */
export function best(all: readonly Weighed[], typed: string, size: number): string[] {
  const byKey = new Map<string, Weighed>()
  for (const completion of all) {
    const key = signless(completion.text)
    const known = byKey.get(key)
    if (known === undefined || known.weight < completion.weight) byKey.set(key, completion)
  }
  byKey.delete(signless(typed))
  return [...byKey.values()]
    .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1))
    .slice(0, size)
    .map(({ text }) => text)
}
