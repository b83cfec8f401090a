import { withoutIndexMarks } from '../../content/documents/index-marks.ts'
import { HIT_END, HIT_START } from '../query/highlight.ts'
import type { Piece } from './answer.ts'

/** The end of a hit and the beginning of the next, with at most a sign between, as in "node.js". */
const BETWEEN_HITS = new RegExp(`${HIT_END}([\\p{P}\\p{S}]?)${HIT_START}`, 'gu')
/** The hyphen of a compound of which only the second half is a hit. The index takes it for a part of that half. */
const HYPHEN_IN_HIT = new RegExp(`(?<=[\\p{L}\\p{M}\\p{N}])${HIT_START}-`, 'gu')

/** The pieces of a highlighted fragment, on one line. Hits with only a sign between them become one. */
export function toPieces(fragment: string): Piece[] {
  return withoutIndexMarks(fragment)
    .replace(BETWEEN_HITS, '$1')
    .replace(HYPHEN_IN_HIT, `-${HIT_START}`)
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
