import type { JudgedQuery } from './judged-query.ts'

/** How many of a file's queries have no post that is judged to fit. */
export type Unjudged = { file: string; unjudged: number; queries: number }

/** Whether a query has a post that is judged to fit. Without one nothing that is found could count, and every figure would be lower for it. */
export function isJudged({ grades }: JudgedQuery): boolean {
  return [...grades.values()].some((grade) => grade > 0)
}

/** The files that have queries without judgements, with their number. */
export function countUnjudged(queries: readonly JudgedQuery[]): Unjudged[] {
  return [...new Set(queries.map(({ file }) => file))].flatMap((file) => {
    const ofFile = queries.filter((query) => query.file === file)
    const unjudged = ofFile.filter((query) => !isJudged(query)).length
    return unjudged === 0 ? [] : [{ file, unjudged, queries: ofFile.length }]
  })
}
