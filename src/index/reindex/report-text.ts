import { errorLines } from '../../core/item-errors.ts'
import { printable } from '../../core/printable.ts'
import type { KindReport, ReindexReport } from './report.ts'

/** A report as lines of text for people. */
export function reportAsText(report: ReindexReport): string {
  const { swapped, posts, comments, words, failed, mended, seconds, documentsPerSecond } = report
  const rate = `${seconds.toFixed(1)} s, ${Math.round(documentsPerSecond)} documents/s`
  const lines = [
    ...kindLines('posts', posts, swapped),
    ...kindLines('comments', comments, swapped),
    ...kindLines('words', words, swapped),
    ...errorLines('mended', mended),
    ...errorLines('failed', failed),
    swapped ? `Searches find this now (${rate}).` : `Failed (${rate}):`,
    ...report.reasons.map((reason) => `  ${reason}`),
    ...(report.serving === 'old' ? ['Searches still find the index of before.'] : []),
    ...(report.serving === 'nothing' ? ['There is no index of before, so searches find nothing yet.'] : []),
    ...report.warnings.map((warning) => `Warning: ${warning}`),
    ...listed('kept for going back', report.previous),
    ...listed('deleted', report.deleted),
  ]
  return `${lines.map(printable).join('\n')}\n`
}

function kindLines(
  name: string,
  {
    index,
    indexed,
    carriedOver,
    skipped,
    repaired,
    nextDue,
    withoutPost = [],
    unknownFields,
    bytes,
  }: KindReport,
  swapped: boolean,
): string[] {
  const size = bytes === undefined ? '' : `, ${(bytes / 1024 / 1024).toFixed(1)} MB`
  return [
    swapped ? `${name}: ${indexed} in ${index}${size}` : `${name}: ${indexed}`,
    ...(carriedOver > 0 ? [`  of these by the API: ${carriedOver}`] : []),
    ...Object.entries(skipped).map(([reason, count]) => {
      const due = reason === 'future' && nextDue !== undefined ? `, the next is due ${nextDue}` : ''
      return `  skipped: ${count} (${reason}${due})`
    }),
    ...withoutPost.map((one) => `    of an unknown post: ${one}`),
    ...Object.entries(repaired).map(([what, count]) => `  repaired: ${count} (${what})`),
    ...listed(
      '  unknown fields, left out',
      Object.entries(unknownFields).map(([field, n]) => `${field} (${n})`),
    ),
  ]
}

function listed(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${title}: ${items.join(', ')}`]
}
