import type { TypingFigures } from './run.ts'

const HEAD = ['typed', 'cases', 'post@5', 'MRR', 'completion@5', 'MRR', 'round trips', 'p50 ms', 'p95 ms']

/** The figures as a table. */
export function formatTyping(figures: readonly TypingFigures[]): string {
  const rows = figures.map((row) => [
    row.group,
    String(row.cases),
    ...[row.postRecall, row.postMrr, row.completionRecall, row.completionMrr].map((share) =>
      share.toFixed(3),
    ),
    row.roundTrips.toFixed(2),
    row.p50.toFixed(1),
    row.p95.toFixed(1),
  ])
  return [HEAD, ...rows].map(formatRow).join('\n')
}

function formatRow(cells: readonly string[]): string {
  return cells
    .map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(Math.max(8, HEAD[i]?.length ?? 0))))
    .join('  ')
    .trimEnd()
}
