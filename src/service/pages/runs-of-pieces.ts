import type { Piece } from '../../search/answer/answer.ts'

/** Pieces that follow each other and are all code, or all text. */
type Run = { code: boolean; pieces: Piece[] }

/** The pieces of a text in runs of code and of other text. */
export function runsOf(pieces: readonly Piece[]): Run[] {
  const runs: Run[] = []
  for (const piece of pieces) {
    const code = piece.code === true
    const run = runs.at(-1)
    if (run?.code === code) run.pieces.push(piece)
    else runs.push({ code, pieces: [piece] })
  }
  return runs
}
