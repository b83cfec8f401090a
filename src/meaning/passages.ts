import type { Model } from './model.ts'

/** Words of a passage: as many as small models read at once. */
const PASSAGE_WORDS = 150
/** Passages of a text that are read. Further ones change the mean hardly. */
const MAX_PASSAGES = 3
/** A shorter rest of a text is no passage of its own. */
const LEAST_WORDS = 20

/** The passages of a post that its vector is made of: the title with the first 150 words of the text, and with the next ones. */
export function passagesOf({ title, text }: { title: string; text: string }): string[] {
  const words = firstWordsOf(text, PASSAGE_WORDS * MAX_PASSAGES)
  const passages = [words.slice(0, PASSAGE_WORDS)]
  for (let from = PASSAGE_WORDS; from < words.length; from += PASSAGE_WORDS) {
    const passage = words.slice(from, from + PASSAGE_WORDS)
    if (passage.length >= LEAST_WORDS) passages.push(passage)
  }
  return passages.map((passage) => [title, passage.join(' ')].filter(Boolean).join('. '))
}

/** The first words of a text, without reading all of a long one. */
function firstWordsOf(text: string, count: number): string[] {
  const words: string[] = []
  for (const [word] of text.matchAll(/\S+/g)) {
    words.push(word)
    if (words.length === count) break
  }
  return words
}

/** The text that a model reads for a passage, and for a query. */
export function passageText({ prefixes }: Model, passage: string): string {
  return prefixes.passage + passage
}
export function queryText({ prefixes }: Model, query: string): string {
  return prefixes.query + query
}

/** Digits after the point of a vector's numbers. Elasticsearch keeps fewer. */
const DIGITS = 1e5

/** The mean of vectors, of length 1. */
export function meanOf(vectors: readonly ArrayLike<number>[]): number[] {
  const width = vectors[0]?.length ?? 0
  const sums = Array.from({ length: width }, (_, i) =>
    vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0),
  )
  const length = Math.hypot(...sums) || 1
  return sums.map((sum) => Math.round((DIGITS * sum) / length) / DIGITS)
}

/** The cosine of the angle between two vectors. */
export function cosineOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const product = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0)
  return product(a, b) / (Math.sqrt(product(a, a) * product(b, b)) || 1)
}
