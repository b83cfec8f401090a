import { isStopWord } from '../search/stop-words.ts'
import type { Reading } from './readings.ts'
import { keyOf, type SpelledWord, spelledWords } from './spelled.ts'
import { MAX_WORDS_MORE } from './weights.ts'

/** Some words of titles, of which the first are those that were typed. */
export type Phrase = {
  text: string
  /** In how many titles it is. */
  titles: number
  /** Words beyond those that were typed. */
  more: number
}

/** What may stand between the words of a phrase: a colon or a dash begins another. */
const WITHIN = /^[\s\p{Cf}'’./&+-]*$/u

/** The phrases of titles that go on from a reading of what was typed, by their keys. Of several spellings the first counts. */
export function phrasesIn(titles: Iterable<string>, reading: Reading): Map<string, Phrase> {
  const typed = spelledWords(reading.text)
  const phrases = new Map<string, Phrase>()
  for (const title of titles) {
    const seen = new Set<string>()
    for (const { text, more } of phrasesOf(title, typed, reading.open)) {
      const key = keyOf(text)
      if (seen.has(key)) continue
      seen.add(key)
      const known = phrases.get(key)
      if (known === undefined) phrases.set(key, { text: text.toLowerCase(), titles: 1, more })
      else known.titles += 1
    }
  }
  return phrases
}

function* phrasesOf(
  title: string,
  typed: readonly SpelledWord[],
  open: boolean,
): Generator<{ text: string; more: number }> {
  const words = spelledWords(title)
  for (let first = 0; first + typed.length <= words.length; first++) {
    const last = first + typed.length - 1
    if (!beginsAt(words, first, typed, open)) continue
    for (let more = 0; more <= MAX_WORDS_MORE; more++) {
      const [start, end] = [words[first], words[last + more]]
      if (start === undefined || end === undefined || !isInARow(title, words, last, last + more)) break
      if (!isStopWord(end.text)) yield { text: title.slice(start.start, end.end), more }
    }
  }
}

function beginsAt(
  words: readonly SpelledWord[],
  first: number,
  typed: readonly SpelledWord[],
  open: boolean,
): boolean {
  return typed.every(({ key }, i) => {
    const word = words[first + i]?.key ?? ''
    return open && i === typed.length - 1 ? word.startsWith(key) : word === key
  })
}

function isInARow(title: string, words: readonly SpelledWord[], first: number, last: number): boolean {
  return words
    .slice(first + 1, last + 1)
    .every(({ start }, i) => WITHIN.test(title.slice(words[first + i]?.end, start)))
}
