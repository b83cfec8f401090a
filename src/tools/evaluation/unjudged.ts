import type { JudgedQuery } from './judged-query.ts'

/** The number of queries of a file that have no post judged as relevant. */
export type Unjudged = { file: string; unjudged: number; queries: number }

/** Whether a query has a post judged as relevant. Without one no result could count, and every figure would be lower. */
export function isJudged({ grades }: JudgedQuery): boolean {
  return [...grades.values()].some((grade) => grade > 0)
}

/** The files that have queries without a relevant post, with the number of those. */
export function countUnjudged(queries: readonly JudgedQuery[]): Unjudged[] {
  return [...new Set(queries.map(({ file }) => file))].flatMap((file) => {
    const ofFile = queries.filter((query) => query.file === file)
    const unjudged = ofFile.filter((query) => !isJudged(query)).length
    return unjudged === 0 ? [] : [{ file, unjudged, queries: ofFile.length }]
  })
}
