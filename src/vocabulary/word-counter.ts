import { type IndexedWord, toIndexedWord } from './indexed-word.ts'
import { wordsOf } from './words-of.ts'

/** Words that are counted at the same time: about 60 MB. A blog of 26,000 documents has 54,000. */
const MAX_WORDS = 500_000

/** Counts in how many documents each word is. With more words than fit, those met once so far are forgotten: they are mostly typos themselves. */
export class WordCounter {
  readonly #counts = new Map<string, number>()
  readonly #maxWords: number

  constructor(maxWords = MAX_WORDS) {
    this.#maxWords = maxWords
  }

  /** Counts the words of one document. */
  add(...texts: readonly string[]): void {
    for (const word of wordsOf(...texts)) {
      const count = this.#counts.get(word)
      if (count === undefined) this.#counts.set(copyOf(word), 1)
      else this.#counts.set(word, count + 1)
    }
    if (this.#counts.size > this.#maxWords) this.#forgetRare()
  }

  get size(): number {
    return this.#counts.size
  }

  *words(): Generator<IndexedWord> {
    for (const [word, documents] of this.#counts) {
      yield toIndexedWord(word, documents)
    }
  }

  #forgetRare(): void {
    for (let least = 1; this.#counts.size > this.#maxWords / 2; least++) {
      for (const [word, count] of this.#counts) if (count <= least) this.#counts.delete(word)
    }
  }
}

/** The same word, in memory of its own: a part of a text keeps the whole text. */
function copyOf(word: string): string {
  return Buffer.from(word).toString()
}
