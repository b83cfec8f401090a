import type { Piece } from '../search/answer.ts'
import type { Range } from '../search/input.ts'
import { keyOf, lengthOfBeginning, spelledWords } from './spelled.ts'

/** A text in pieces, of which those are hits that words of what was typed begin: of the words typed, the last may be any beginning, the others too. */
export function markBeginnings(text: string, typed: readonly string[]): Piece[] {
  const keys = typed.map(keyOf).filter((key) => key !== '')
  const marked = spelledWords(text).flatMap(({ text: word, key, start }) => {
    const begun = keys.filter((typedKey) => key.startsWith(typedKey)).map(({ length }) => length)
    const longest = Math.max(0, ...begun)
    return longest === 0 ? [] : [{ start, end: start + lengthOfBeginning(word, longest) }]
  })
  return cut(text, marked)
}

/** A text cut into what lies in the ranges, which follow each other, and what lies between them. */
export function cut(text: string, marked: readonly Range[]): Piece[] {
  let done = 0
  const pieces = marked.flatMap(({ start, end }) => {
    const both = [
      { text: text.slice(done, start), hit: false },
      { text: text.slice(start, end), hit: true },
    ]
    done = end
    return both
  })
  return [...pieces, { text: text.slice(done), hit: false }].filter((piece) => piece.text !== '')
}
