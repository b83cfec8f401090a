import { isCommonWord } from '../request/stop-words.ts'
import { isCjk } from '../request/words.ts'
import type { Reading } from './readings.ts'
import { keyOf, type SpelledWord, spelledWords, typedWords } from './spelled.ts'
import { MAX_WORDS_MORE } from './weights.ts'

/** Words in a row in titles, of which the first are those that were typed. */
export type Phrase = {
  text: string
  /** How many titles have it. */
  titles: number
  /** Words beyond those that were typed. */
  more: number
}

/** Characters between the words of a phrase: a colon or a dash begins another phrase. */
const WITHIN = /^[\s\p{Cf}'’./&+-]*$/u

/** The phrases of titles that continue a reading, by their keys. Of several spellings the first is kept. */
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

/** A match in a title: `start` is the offset of its text, `last` the index of its last word. */
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

/** The matches of the typed words in a title, each up to the end of its last word. */
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
