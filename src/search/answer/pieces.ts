import { withoutMark } from '../../content/documents/foreign-mark.ts'
import { HIT_END, HIT_START } from '../query/highlight.ts'
import type { Piece } from './answer.ts'

/** A sign between two hits, as in "node.js". */
const SIGN_BETWEEN_HITS = new RegExp(`${HIT_END}([\\p{P}\\p{S}])${HIT_START}`, 'gu')

/** The pieces of a highlighted fragment, on one line. Hits with only a sign between them become one. */
export function toPieces(fragment: string): Piece[] {
  return withoutMark(fragment)
    .replace(SIGN_BETWEEN_HITS, '$1')
    .replace(/\s+/g, ' ')
    .split(HIT_START)
    .flatMap((part, i) => {
      if (i === 0) return [plainPiece(part)]
      const [hit = '', rest = ''] = part.split(HIT_END)
      return [{ text: hit, hit: true }, plainPiece(rest)]
    })
    .filter((piece) => piece.text !== '')
}

/** A text without hits, as one piece. */
export function plainPiece(text: string): Piece {
  return { text, hit: false }
}
