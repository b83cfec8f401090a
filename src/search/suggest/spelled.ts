import { withoutAccents } from '../../content/words/without-accents.ts'
import { isCjk, splitWords, type Word } from '../request/words.ts'

/** A word of a text, and its key for comparisons: in lower case, without accents, with straight apostrophes. */
export type SpelledWord = Word & { key: string }

/** The key of a text for comparisons. */
export function keyOf(text: string): string {
  return withoutAccents(text).toLowerCase().replaceAll('’', "'")
}

/** The words of a text with their keys. */
export function spelledWords(text: string): SpelledWord[] {
  return splitWords(text).map((word) => ({ ...word, key: keyOf(word.text) }))
}

/** The words of the typed text. Adjacent words of a script without spaces are one, since it is not known yet where they end. */
export function typedWords(text: string): SpelledWord[] {
  const words: SpelledWord[] = []
  for (const word of spelledWords(text)) {
    const last = words.at(-1)
    if (last?.end === word.start && isCjk(last.text) && isCjk(word.text)) {
      words[words.length - 1] = {
        text: last.text + word.text,
        key: last.key + word.key,
        start: last.start,
        end: word.end,
      }
    } else words.push(word)
  }
  return words
}

/** How many of a word's UTF-16 code units make the first `length` units of its key. */
export function lengthOfBeginning(word: string, length: number): number {
  let taken = 0
  for (const letter of word) {
    if (keyOf(word.slice(0, taken)).length >= length) break
    taken += letter.length
  }
  return taken
}

const SIGNS = /(?:[^\p{L}\p{M}\p{N}+#]|(?<![\p{L}\p{M}\p{N}+#])[+#])+/gu

/** A text as the field `title.exact` has it: in lower case, without accents, a space for everything but letters, digits and signs of code. */
export function signless(text: string): string {
  return keyOf(text).replace(SIGNS, ' ').trim()
}
