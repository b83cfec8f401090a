import { percentile } from '../src/evaluation/metrics.ts'
import type { Variant } from './variants.ts'

/** The times of one kind of query, in milliseconds. */
export type Row = { kind: string; queries: number; trips: number; times: Record<Variant, number[]> }

const BAR = 30
const VARIANTS: Record<Variant, string> = {
  raw: 'raw requests',
  client: 'official client',
  search: 'search()',
  http: 'over HTTP',
}

/** A table: for each kind of query and variant the median, the 99th percentile, the median beside that of the raw requests, and a bar. */
export function formatRows(rows: readonly Row[]): string {
  const longest = Math.max(
    ...rows.flatMap(({ times }) => Object.values(times).map((all) => percentile(all, 0.5))),
  )
  const lines = rows.flatMap((row) => [
    '',
    `${row.kind} (${row.queries} queries, ${row.trips.toFixed(2)} round trips)`,
    ...variantLines(row, longest),
  ])
  return ['                    p50 ms  p99 ms   p50 / raw', ...lines].join('\n')
}

function variantLines({ times }: Row, longest: number): string[] {
  const floor = percentile(times.raw, 0.5)
  return (Object.keys(VARIANTS) as Variant[]).map((variant) => {
    const median = percentile(times[variant], 0.5)
    const figures = [median.toFixed(2).padStart(8), percentile(times[variant], 0.99).toFixed(1).padStart(8)]
    const ratio = (median / floor).toFixed(2).padStart(8)
    return `  ${VARIANTS[variant].padEnd(16)}${figures.join('')}${ratio}  ${'█'.repeat(Math.round((BAR * median) / longest))}`
  })
}
