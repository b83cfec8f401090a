import { type IndexedWord, toIndexedWord } from './indexed-word.ts'
import { NumberTable } from './number-table.ts'
import { spellingsOf } from './words-of.ts'
import { eachWord } from './written-words.ts'

/** Words that are counted at the same time, in about 60 MB. A blog of 26,000 documents has 54,000. */
const MAX_WORDS = 500_000
/** Written words ("Firefox", "firefox") whose vocabulary spelling is known at the same time: 2 to the power of 17, in 3 MB. */
const KNOWN_BITS = 17

/**
 * Counts the documents that have each word, as the vocabulary spells it. If there are too many words, those met once so
 * far are forgotten: they are mostly typos. For a written word that was met before, only its letters are read, and no
 * string is made: that takes a sixth of the time.
 */
export class WordCounter {
  readonly #maxWords: number
  /** The words of the vocabulary by number, and their numbers by word. */
  #words: string[] = []
  #numbers = new Map<string, number>()
  /** By the number of a word: the number of documents that have it, and the last of them. */
  #counts: number[] = []
  #lastDocuments: number[] = []
  #documents = 0
  /** Written words and their spellings. An even value is twice the number of the only spelling, as most words have. An odd value is twice the number of a list of several or no spellings, plus one. */
  readonly #known = new NumberTable(KNOWN_BITS)
  #lists: number[][] = [[]]

  constructor(maxWords = MAX_WORDS) {
    this.#maxWords = maxWords
  }

  /** Counts the words of one document. */
  add(...texts: readonly string[]): void {
    this.#documents += 1
    for (const text of texts) {
      eachWord(text, (from, to, hash, secondHash) => {
        const known = this.#known.get(hash, secondHash)
        this.#count(known ?? this.#learn(text.slice(from, to), hash, secondHash))
      })
    }
    if (this.size > this.#maxWords) this.#forgetRare()
  }

  get size(): number {
    return this.#words.length
  }

  *words(): Generator<IndexedWord> {
    for (const [number, word] of this.#words.entries()) yield toIndexedWord(word, this.#counts[number] ?? 0)
  }

  #count(spelled: number): void {
    if (spelled % 2 === 0) this.#countOnce(spelled / 2)
    else for (const number of this.#lists[(spelled - 1) / 2] ?? []) this.#countOnce(number)
  }

  #countOnce(number: number): void {
    if (this.#lastDocuments[number] === this.#documents) return
    this.#lastDocuments[number] = this.#documents
    this.#counts[number] = (this.#counts[number] ?? 0) + 1
  }

  /** Finds the vocabulary's spellings of a written word. */
  #learn(written: string, hash: number, secondHash: number): number {
    if (this.#known.isFull) this.#forgetSpellings()
    const numbers = spellingsOf(written).map((word) => this.#numberOf(word))
    const [first, ...others] = numbers
    const spelled =
      first === undefined ? 1 : others.length === 0 ? first * 2 : this.#lists.push(numbers) * 2 - 1
    this.#known.set(hash, secondHash, spelled)
    return spelled
  }

  #forgetSpellings(): void {
    this.#known.clear()
    this.#lists = [[]]
  }

  #numberOf(word: string): number {
    const number = this.#numbers.get(word) ?? this.#words.length
    if (number === this.#words.length) this.#addWord(copyOf(word), 0)
    return number
  }

  #addWord(word: string, count: number): void {
    this.#numbers.set(word, this.#words.push(word) - 1)
    this.#counts.push(count)
    this.#lastDocuments.push(0)
  }

  #forgetRare(): void {
    const words = this.#words
    const counts = this.#counts
    let kept = words.map((_, number) => number)
    for (let least = 1; kept.length > this.#maxWords / 2; least++) {
      kept = kept.filter((number) => (counts[number] ?? 0) > least)
    }
    this.#words = []
    this.#counts = []
    this.#lastDocuments = []
    this.#numbers = new Map()
    this.#forgetSpellings()
    for (const number of kept) this.#addWord(words[number] ?? '', counts[number] ?? 0)
  }
}

/** The same word, in memory of its own. A part of a text would keep the whole text in memory. */
function copyOf(word: string): string {
  return Buffer.from(word).toString()
}
