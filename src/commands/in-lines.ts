import wrapAnsi from 'wrap-ansi'

/** Columns of a line at most, however wide the terminal is: longer lines are hard to read. */
const MOST = 100
/** What the rest of a long line is indented by, beside the indent of the line. */
const HANGING = '  '

type Output = { isTTY?: boolean; columns?: number }

/** A text in lines that are short enough, each with an indent. A word alone, such as an address, is never cut. */
export function inLines(text: string, indent = '', { columns = MOST }: Output = process.stdout): string {
  const width = Math.max(20, Math.min(columns, MOST) - indent.length)
  return wrapAnsi(text, width, { trim: true })
    .split('\n')
    .map((line) => indent + line)
    .join('\n')
}

/** A text of several lines, of which none is too long for a terminal. Programs get the lines as they are. */
export function forOutput(text: string, output: Output = process.stdout): string {
  if (output.isTTY !== true) return text
  return text
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? ''
      const [first = '', ...rest] = inLines(line.trimStart(), indent, output).split('\n')
      if (rest.length === 0) return first
      return [first, inLines(rest.join(' ').trim(), indent + HANGING, output)].join('\n')
    })
    .join('\n')
}
