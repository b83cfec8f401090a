/** A line of a table: what it is about, its figures, and the one that its bar shows. */
export type Row = { label: string; figures: readonly string[]; bar?: number }

/** What a part of the benchmark found. */
export type Table = {
  title: string
  /** What must be known to read the figures. */
  notes: readonly string[]
  columns: readonly string[]
  sections: readonly { name: string; rows: readonly Row[] }[]
}

const BAR = 30
const GAP = 2

/** The table as text: figures right-aligned under their columns, and bars as long as the figure that they show is beside the largest of the table. */
export function formatTable({ title, notes, columns, sections }: Table): string {
  const rows = sections.flatMap((section) => section.rows)
  const longest = Math.max(...rows.map(({ bar }) => bar ?? 0))
  const labelWidth = Math.max(...rows.map(({ label }) => label.length))
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map(({ figures }) => figures[i]?.length ?? 0)),
  )
  const align = (cells: readonly string[]) =>
    cells.map((cell, i) => ' '.repeat(GAP) + cell.padStart(widths[i] ?? 0)).join('')
  const line = ({ label, figures, bar = 0 }: Row) => {
    const length = longest === 0 ? 0 : Math.round((BAR * bar) / longest)
    return `  ${label.padEnd(labelWidth)}${align(figures)}  ${'█'.repeat(length)}`.trimEnd()
  }
  return [
    `== ${title} ==`,
    ...notes,
    `${' '.repeat(GAP + labelWidth)}${align(columns)}`,
    ...sections.flatMap((section) => [section.name, ...section.rows.map(line)]),
  ].join('\n')
}

/** A number of milliseconds, ratio or the like, with as many digits as mean something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-'
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(value >= 10 ? 1 : 2)
}

/** Bytes as megabytes. */
export function megabytes(bytes: number): string {
  return figure(bytes / 1024 / 1024)
}

/** A share as percents, or a dash where there is none. */
export function percents(share: number | undefined): string {
  return share === undefined ? '-' : `${Math.round(100 * share)} %`
}
