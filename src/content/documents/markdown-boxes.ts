/** A line that begins a box of Python-Markdown (`!!! note "Title"`), one that folds (`??? note`), or a tab (`=== "Title"`). */
const BOX =
  /^(?<indent>[ \t>]*)(?:(?:!!!|\?\?\?\+?)[ \t]+(?<kind>[\w-]+)(?:[ \t]+[\w-]+){0,9}|===[!+]?)(?:[ \t]*"(?<title>[^"\n]{0,500})")?[ \t]*$/
const FENCE = /^[ \t>]*(?<fence>`{3,}|~{3,})/
/** Boxes within boxes. */
const MAX_DEPTH = 20

/** Markdown in which boxes and tabs are their titles, and what they enclose is text, not indented code. */
export function withoutBoxes(markdown: string): string {
  if (!/^[ \t>]*(?:!!!|\?\?\?|===)/m.test(markdown)) return markdown
  const open: number[] = []
  const lines = withFences(markdown.split('\n')).map(({ line, isCode }) => {
    const indent = line.search(/[^ \t>]/)
    while (!isCode && indent !== -1 && indent < (open.at(-1) ?? 0)) open.pop()
    const inner = withoutIndent(line, open.length)
    const title = isCode || open.length >= MAX_DEPTH ? undefined : titleOf(line)
    if (title === undefined) return inner
    open.push(indent + 4)
    const start = /^[ \t>]*/.exec(inner)?.[0] ?? ''
    return `${start}${title}\n${start}`
  })
  return lines.join('\n')
}

/** Each line, and whether it is within a fenced block of code. */
function withFences(lines: readonly string[]): { line: string; isCode: boolean }[] {
  let fence: string | undefined
  return lines.map((line) => {
    const mark = FENCE.exec(line)?.groups?.fence
    const isCode = fence !== undefined
    if (fence === undefined) fence = mark
    else if (mark?.startsWith(fence)) fence = undefined
    return { line, isCode }
  })
}

/** The title of a box, empty if it has none of its own; undefined if the line begins no box. */
function titleOf(line: string): string | undefined {
  const { kind, title } = BOX.exec(line)?.groups ?? {}
  // Three equal signs alone underline a heading.
  return title ?? (kind === undefined ? undefined : '')
}

/** A line without the indent of the boxes around it. */
function withoutIndent(line: string, depth: number): string {
  return depth === 0 ? line : line.replace(new RegExp(`^(?: {1,4}|\\t){0,${depth}}`), '')
}
