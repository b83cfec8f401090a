import type { Piece } from '../../search/answer/answer.ts'
import { runsOf } from './runs-of-pieces.ts'

/** A text with its matches marked. Code is set apart. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {runsOf(pieces).map(({ code, pieces: run }, i) =>
        code ? (
          <code key={i} class="lines" dir="ltr">
            <Marked pieces={run} />
          </code>
        ) : (
          <Marked key={i} pieces={run} />
        ),
      )}
    </>
  )
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>
}
