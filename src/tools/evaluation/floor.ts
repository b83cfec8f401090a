import { InputError } from '../../core/errors.ts'
import type { Figures } from './run.ts'

const FIGURES = ['mrr', 'success1', 'success10', 'ndcg10'] as const
type FigureName = (typeof FIGURES)[number]

/** The least value of a figure, for one kind of query or for all. */
type Floor = { kind: string | undefined; figure: FigureName; least: number }

/** Floors written as `mrr=.9` or `typo-term.success10=.95`, with commas between. Throws an InputError. */
export function parseFloors(text: string): Floor[] {
  return text.split(',').map((part) => {
    const [, kind, figure, least] = /^(?:([\w-]+)\.)?(\w+)=(\d*\.?\d+)$/.exec(part.trim()) ?? []
    const known = FIGURES.find((name) => name === figure)
    if (known === undefined || Number(least) > 1) {
      throw new InputError(
        `--fail-under: expected [kind.]figure=0..1 with a figure of ${FIGURES.join(', ')}, got ${JSON.stringify(part)}`,
      )
    }
    return { kind, figure: known, least: Number(least) }
  })
}

/** A sentence for each figure that is below its floor, and for each floor whose kind no query has. */
export function belowFloors(figures: readonly Figures[], floors: readonly Floor[]): string[] {
  return floors.flatMap(({ kind, figure, least }) => {
    const concerned = figures.filter((row) => kind === undefined || row.kind === kind)
    if (concerned.length === 0) return [`no query of kind ${kind}`]
    return concerned
      .filter((row) => row[figure] < least)
      .map(
        (row) =>
          `${row.file} ${row.kind}: ${figure} is ${row[figure].toFixed(3)}, expected at least ${least}`,
      )
  })
}
