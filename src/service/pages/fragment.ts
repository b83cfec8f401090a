import type { Piece } from '../../search/answer/answer.ts'

/** A fragment of a text, with ellipses where it begins or ends within a sentence. */
type ShownFragment = { before: string; pieces: Piece[]; after: string }

/** How a fragment is shown. */
export function shownFragment(fragment: readonly Piece[]): ShownFragment {
  const [first, last] = [fragment[0], fragment.at(-1)]
  const begun = first?.code !== true && /^\s*[\p{Ll},;:.)\]}]/u.test(first?.text ?? '')
  const whole = last?.code === true || /[\p{P}\p{S}]\s*$/u.test(last?.text ?? '')
  return {
    before: begun ? '… ' : '',
    pieces: fragment.map((piece) => (piece === last ? { ...piece, text: withEllipsis(piece.text) } : piece)),
    after: whole ? '' : ' …',
  }
}

/** The text with an ellipsis where three dots say that it was cut. */
function withEllipsis(text: string): string {
  return text.replace(/\.\.\.$/, ' …')
}
