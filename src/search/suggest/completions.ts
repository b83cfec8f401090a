import { isCommonWord } from '../request/stop-words.ts'
import type { Continuation } from './beginnings.ts'
import { type Phrase, phrasesIn } from './phrases.ts'
import type { Reading, Start } from './readings.ts'
import { signless } from './spelled.ts'
import type { TitledPost } from './titles.ts'
import { PHRASE_TELLS, TITLE_COUNT_WEIGHT, WORD_MORE } from './weights.ts'

/** A completion and its weight among others. */
export type Weighed = {
  text: string
  weight: number
  /** Likelihood that its words were meant, however frequent they are. */
  likely?: number
}

/** How many titles have a text, its words as they are. */
type TitleCount = (text: string) => number

/** A TitleCount of titles that have no signs. */
export function counterOf(titles: readonly string[]): TitleCount {
  const padded = titles.map((title) => ` ${title} `)
  return (text) => {
    const sought = ` ${signless(text)} `
    return padded.filter((title) => title.includes(sought)).length
  }
}

/** The words that a single typed word may begin. The most frequent words of a blog tell nothing, so they weigh less than their number. */
export function weighWords(
  continuations: readonly Continuation[],
  count: TitleCount,
  mostDocuments: number,
): Weighed[] {
  return continuations
    .filter(({ word }) => !isCommonWord(word))
    .map(({ word, documents, likely }) => {
      const tells = Math.log(1 + mostDocuments / documents)
      return {
        text: word,
        weight: likely * tells * (Math.sqrt(documents) + TITLE_COUNT_WEIGHT * count(word)),
      }
    })
}

/** The phrases of titles that continue a reading. */
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
  return PHRASE_TELLS * TITLE_COUNT_WEIGHT * Math.max(titles, count(text)) * WORD_MORE ** more
}

/** The completions of several words that are worth trying, the likeliest first: the finished words with each word that the prefix token may become. */
export function toTry(starts: readonly Start[], continuations: readonly Continuation[]): Weighed[] {
  const words = continuations.filter(({ word }) => !isCommonWord(word))
  return starts
    .flatMap((start) =>
      words.map((word) => {
        const likely = start.likely * word.likely
        return { text: start.text + word.word, likely, weight: likely * Math.sqrt(word.documents) }
      }),
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
