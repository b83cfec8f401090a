import type { Piece } from '../../search/answer/answer.ts'

/** A text with its matches marked. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>
}
