import { isCommonWord } from '../request/stop-words.ts'
import type { Reading } from './readings.ts'
import { isCjk, keyOf, type SpelledWord, spelledWords, typedWords } from './spelled.ts'
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
  const typed = typedWords(reading.text)
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

/** A stretch of words in a title: the text begins at a place, and ends with a word. */
type Stretch = { start: number; last: number }

function* phrasesOf(
  title: string,
  typed: readonly SpelledWord[],
  open: boolean,
): Generator<{ text: string; more: number }> {
  const words = spelledWords(title)
  for (const { start, last } of stretches(title, words, typed, open)) {
    for (let more = 0; more <= MAX_WORDS_MORE; more++) {
      const end = words[last + more]
      if (end === undefined || !isInARow(title, words, last, last + more)) break
      if (!isCommonWord(end.text)) yield { text: title.slice(start, end.end), more }
    }
  }
}

/** Where a title has what was typed, to the end of the word in which that ends. */
function* stretches(
  title: string,
  words: readonly SpelledWord[],
  typed: readonly SpelledWord[],
  open: boolean,
): Generator<Stretch> {
  const [only] = typed
  if (only !== undefined && typed.length === 1 && isCjk(only.text)) {
    const start = title.indexOf(only.text)
    const last = words.findIndex(({ end }) => start >= 0 && end >= start + only.text.length)
    if (last >= 0) yield { start, last }
    return
  }
  for (const [first, { start }] of words.entries()) {
    if (beginsAt(words, first, typed, open)) yield { start, last: first + typed.length - 1 }
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
