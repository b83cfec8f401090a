import type { Piece } from '../answer/answer.ts'
import type { Range } from '../request/words.ts'
import { isCjk } from '../request/words.ts'
import { keyOf, lengthOfBeginning, spelledWords } from './spelled.ts'

/** A text in pieces. Hits are beginnings of words that equal one of the typed words. */
export function markBeginnings(text: string, typed: readonly string[]): Piece[] {
  const keys = typed.filter((word) => !isCjk(word)).map(keyOf)
  const prefixToken = spelledWords(text).flatMap(({ text: word, key, start }) => {
    const lengths = keys.filter((typedKey) => key.startsWith(typedKey)).map(({ length }) => length)
    const longest = Math.max(0, ...lengths)
    return longest === 0 ? [] : [{ start, end: start + lengthOfBeginning(word, longest) }]
  })
  const within = typed.filter(isCjk).flatMap((word) => placesOf(text, word))
  return cut(
    text,
    [...prefixToken, ...within].sort((a, b) => a.start - b.start),
  )
}

function placesOf(text: string, sought: string): Range[] {
  const places: Range[] = []
  for (let start = text.indexOf(sought); start >= 0; start = text.indexOf(sought, start + sought.length)) {
    places.push({ start, end: start + sought.length })
  }
  return places
}

/** A text cut into the parts within the ranges, which are hits, and the parts between them. A range that overlaps an earlier one is ignored. */
function cut(text: string, marked: readonly Range[]): Piece[] {
  let done = 0
  const pieces = marked.flatMap(({ start, end }) => {
    if (start < done) return []
    const both = [
      { text: text.slice(done, start), hit: false },
      { text: text.slice(start, end), hit: true },
    ]
    done = end
    return both
  })
  return [...pieces, { text: text.slice(done), hit: false }].filter((piece) => piece.text !== '')
}
