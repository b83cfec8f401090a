import type { Change, Comparison } from './compare.ts'
import { SIGNIFICANT } from './compare.ts'
import type { Figures, Outcome } from './run.ts'
import type { Unjudged } from './unjudged.ts'

/** The figures as a table for people: one line for each file and kind. */
export function formatFigures(figures: readonly Figures[]): string {
  const header = [
    'file',
    'kind',
    'queries',
    'MRR',
    'S@1',
    'S@10',
    'nDCG@10',
    'fallback',
    'trips',
    'p50 ms',
    'p99 ms',
  ]
  const rows = figures.map((row) => [
    row.file,
    row.kind,
    String(row.queries),
    ...[row.mrr, row.success1, row.success10, row.ndcg10, row.fallback].map((value) => value.toFixed(3)),
    row.roundTrips.toFixed(2),
    ...[row.p50, row.p99].map((value) => value.toFixed(1)),
  ])
  return formatTable([header, ...rows])
}

/** The differences of a run from an earlier one: a table by file and kind, then every query whose post changed its place. */
export function formatComparison(comparisons: readonly Comparison[]): string {
  const header = ['file', 'kind', 'queries', 'MRR', 'better', 'worse', 'p', '']
  const rows = comparisons.map(({ file, kind, queries, difference, better, worse, p }) => [
    file,
    kind,
    String(queries),
    `${difference < 0 ? '' : '+'}${difference.toFixed(3)}`,
    String(better.length),
    String(worse.length),
    p.toFixed(3),
    p < SIGNIFICANT ? 'more than noise' : 'may be noise',
  ])
  const changes = comparisons.flatMap(({ better, worse }) => [
    ...better.map((change) => formatChange('better', change)),
    ...worse.map((change) => formatChange('worse', change)),
  ])
  return [formatTable([header, ...rows]), ...changes].join('\n')
}

/** The queries that could not be asked, one a line. */
export function formatRefused(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ file, q, refused }) =>
    refused === undefined ? [] : [`${file}: ${q}: ${refused}`],
  )
}

/** The number of queries left out because they have no relevant post, one file a line. */
export function formatUnjudged(counts: readonly Unjudged[]): string[] {
  return counts.map(
    ({ file, unjudged, queries }) =>
      `left out: ${unjudged} of ${queries} queries of ${file}, which have no judgements`,
  )
}

function formatChange(word: string, { kind, q, before, after }: Change): string {
  return `${word}: ${before || '-'} -> ${after || '-'}  ${kind}  ${q}`
}

function formatTable(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows
    .map((row) =>
      row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n')
}
