import type { Piece } from '../js/client.ts'

/** Characters before the first match that fit into the two lines of a narrow dialog. */
const MOST_BEFORE = 48

/** The pieces of a snippet from a few words before its first match on, so that the match is among the lines that are shown. */
export function nearHit(pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...others] = pieces
  if (first === undefined || first.hit || others.length === 0 || first.text.length <= MOST_BEFORE)
    return pieces
  const end = first.text.slice(-MOST_BEFORE)
  const fromWord = end.slice(end.search(/\s/) + 1)
  return [{ text: `… ${fromWord}`, hit: false }, ...others]
}
