import type { ComponentChildren } from 'preact'

type Cell = ComponentChildren
type TableProps = { caption: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] }

/** A table that scrolls on its own where it is too wide, by the keyboard too. The first cell of a row is its heading. */
export function Table({ caption, columns, rows }: TableProps) {
  if (rows.length === 0) return <p>{caption}: none.</p>
  return (
    <Scroll label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={column} scope="col" class={i > 0 && isNumber(rows[0]?.[i]) ? 'number' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th key={columns[j]} scope="row">
                    {shown(cell)}
                  </th>
                ) : (
                  <td key={columns[j]} class={isNumber(cell) ? 'number' : undefined}>
                    {shown(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** A region that scrolls on its own. The page's script lets the keyboard reach it if it scrolls; current browsers need no script for that. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scroll" data-label={label}>
      {children}
    </div>
  )
}

function isNumber(cell: Cell): cell is number {
  return typeof cell === 'number'
}

function shown(cell: Cell): Cell {
  return isNumber(cell) ? rounded(cell) : cell
}

/** A number with at most five decimals; a smaller number with its first digits and an exponent. */
export function rounded(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-5) return value.toExponential(1)
  return String(Math.round(value * 1e5) / 1e5)
}
