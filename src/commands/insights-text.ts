import { printable } from '../core/printable.ts'
import { LIST_NAMES, LISTS, type ListName } from '../index/insights/lists.ts'
import type { InsightsAnswer, Row } from '../index/insights/report.ts'

/** Insights as text for a terminal. */
export function insightsAsText(insights: InsightsAnswer, bold: (text: string) => string): string {
  const lines = [bold(headOf(insights)), ...summaryOf(insights), '']
  for (const name of LIST_NAMES) {
    const rows = insights[name]
    if (rows.length === 0) continue
    lines.push(bold(LISTS[name].title), ...(LISTS[name].told === '' ? [] : [LISTS[name].told]))
    lines.push(...rows.map((row) => `${String(row.searches).padStart(7)}  ${told(row)}`), '')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

function told(row: Row): string {
  return [printable(row.query), ...detailsOf(row)].join('  ')
}

function detailsOf(row: Row): string[] {
  const { before, clicks } = row
  const undone = 'undone' in row && Number(row.undone) > 0 ? [`undone ${row.undone}`] : []
  const meant = 'meant' in row && typeof row.meant === 'string' ? [`→ ${printable(row.meant)}`] : []
  return [...meant, `(before ${before}, clicks ${clicks}${undone.map((text) => `, ${text}`).join('')})`]
}

function headOf({ from, until, madeUp }: InsightsAnswer): string {
  return `What readers looked for from ${from} to ${until}${madeUp === true ? ' (made up by the demo)' : ''}`
}

/** The totals in sentences. */
function summaryOf({ totals, before }: InsightsAnswer): string[] {
  const share = (count: number) =>
    totals.searches === 0 ? '0%' : `${Math.round((100 * count) / totals.searches)}%`
  return [
    `${totals.searches} searches, ${before.searches} in the period before.`,
    `${totals.nothingFound} found nothing (${share(totals.nothingFound)}), ${totals.corrected} were corrected (${share(totals.corrected)}), and readers clicked on ${totals.clicks} results.`,
    `The text of ${totals.withText} searches was kept (${share(totals.withText)}): that of queries that several days or networks asked.`,
  ]
}

/** Insights as a report in Markdown. */
export function insightsAsMarkdown(insights: InsightsAnswer): string {
  const lines = [`# ${headOf(insights)}`, '', ...summaryOf(insights), '']
  for (const name of LIST_NAMES) {
    const rows = insights[name]
    lines.push(`## ${LISTS[name].title}`, '')
    if (LISTS[name].told !== '') lines.push(LISTS[name].told, '')
    if (rows.length === 0) lines.push('None.', '')
    else lines.push(...tableOf(name, rows), '')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

function tableOf(name: ListName, rows: readonly Row[]): string[] {
  const corrected = name === 'corrections'
  const more = corrected ? ['undone', 'corrected to'] : []
  const heads = ['query', 'searches', 'before', 'clicks', ...more]
  const cells = (row: Row) => [
    `\`${row.query.replace(/[`|]/g, ' ')}\``,
    ...[row.searches, row.before, row.clicks].map(String),
    ...(corrected && 'undone' in row ? [String(row.undone), 'meant' in row ? String(row.meant) : ''] : []),
  ]
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map((row) => line(cells(row)))]
}

/** Insights as CSV: one row for each query of each list. */
export function insightsAsCsv(insights: InsightsAnswer): string {
  const heads = ['list', 'query', 'searches', 'before', 'clicks', 'undone']
  const rows = LIST_NAMES.flatMap((name) =>
    insights[name].map((row: Row) => [
      name,
      row.query,
      row.searches,
      row.before,
      row.clicks,
      'undone' in row ? Number(row.undone) : '',
    ]),
  )
  return [heads, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** A cell of CSV. A spreadsheet must not take the query of a stranger for a formula. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
