import { createHash } from 'node:crypto'
import type { JudgedQuery } from './judged-query.ts'

/** The two halves of a set of queries: one to tune on, one to report. */
export type Half = 'tune' | 'report'

/** The queries of a half. The half of a query depends on its text alone, so it is the same in every run and for every file. */
export function halfOf(queries: readonly JudgedQuery[], half: Half): JudgedQuery[] {
  return queries.filter(({ q }) => (isEven(q) ? 'tune' : 'report') === half)
}

function isEven(q: string): boolean {
  const [byte = 0] = createHash('sha256').update(q).digest()
  return byte % 2 === 0
}
