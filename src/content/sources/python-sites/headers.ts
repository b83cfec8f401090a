import { type Fields, lowerCaseNames } from '../markdown/fields.ts'
import { readFrontMatter } from '../markdown/front-matter.ts'

/** The fields of a text and the rest of it, or what is wrong with them. */
type Headed =
  | { fields: Fields; body: string; reason?: never }
  | { reason: string; fields?: never; body?: never }

const MARKDOWN_FIELD = /^ {0,3}(?<name>[A-Za-z0-9_-]+):[ \t]*(?<value>.*)$/
const MORE = /^(?: {4,}|\t)(?<value>\S.*)$/
const RST_FIELD = /^:(?<name>[A-Za-z0-9_ -]+):[ \t]*(?<value>.*)$/
const RST_MORE = /^[ \t]+(?<value>\S.*)$/
const NIKOLA_FIELD = /^\s*\.\. (?<name>[\w-]+):(?: (?<value>.*))?$/
const UNDERLINE = /^([=\-`:.'"~^_*+#])\1+\s*$/

/** The parts of a Markdown file with lines such as `Title: Kettles` at its start. It may have front matter instead. */
export function readMarkdownHeader(text: string): Headed {
  const frontMatter = readFenced(text)
  if (frontMatter !== undefined) return frontMatter
  const lines = text.split(/\r?\n/)
  const { fields, end } = readFields(lines, 0, MARKDOWN_FIELD, MORE)
  return { fields, body: lines.slice(end).join('\n') }
}

/** The front matter that Nikola and extensions of Pelican read, and the rest; undefined if there is none. */
function readFenced(text: string): Headed | undefined {
  if (!/^(?:---|\+\+\+)[ \t]*\r?\n/.test(text)) return undefined
  const parts = readFrontMatter(text)
  if (parts.kind === 'broken') return { reason: parts.reason }
  return parts.kind === 'found' ? { fields: lowerCaseNames(parts.fields), body: parts.body } : undefined
}

/** The parts of a reStructuredText file: its title is a heading at the start or a field, and fields such as `:tags: a, b` follow. */
export function readRstHeader(text: string): Headed {
  const lines = text.split(/\r?\n/)
  const heading = readHeading(lines, skipBlank(lines, 0))
  const { fields, end } = readFields(lines, skipBlank(lines, heading.end), RST_FIELD, RST_MORE)
  const title = heading.title === undefined ? {} : { title: heading.title }
  return { fields: { ...title, ...fields }, body: lines.slice(end).join('\n') }
}

/** The parts of a text of Nikola with lines such as `.. title: Kettles`, which are a comment in Markdown. Without them, the fields are empty. */
export function readNikolaHeader(text: string): Headed {
  const frontMatter = readFenced(text)
  if (frontMatter !== undefined) return frontMatter
  const trimmed = text.replace(/\r\n/g, '\n').trimStart()
  const comment = /^<!--\s*\n(?<fields>[\s\S]*?)-->(?<body>[\s\S]*)$/.exec(trimmed)?.groups
  if (comment !== undefined && NIKOLA_FIELD.test(comment.fields?.split('\n')[0] ?? '')) {
    return { fields: readNikolaFields(comment.fields ?? ''), body: comment.body ?? '' }
  }
  if (!NIKOLA_FIELD.test(trimmed.split('\n', 1)[0] ?? '')) return { fields: {}, body: text }
  const end = /\n\s*\n/.exec(trimmed)
  const head = end === null ? trimmed : trimmed.slice(0, end.index)
  return {
    fields: readNikolaFields(head),
    body: end === null ? '' : trimmed.slice(end.index + end[0].length),
  }
}

/** The fields of lines such as `.. title: Kettles`, as Nikola has them in a file of their own too. */
export function readNikolaFields(text: string): Fields {
  const found = text.split(/\r?\n/).flatMap((line) => {
    const { name, value = '' } = NIKOLA_FIELD.exec(line)?.groups ?? {}
    return name === undefined || value.trim() === '' ? [] : [[name.toLowerCase(), value.trim()] as const]
  })
  return Object.fromEntries(found)
}

/** Fields, one a line, up to the first line that is none. A line that is indented goes on with the field before. The first of several values counts. */
function readFields(
  lines: readonly string[],
  start: number,
  field: RegExp,
  more: RegExp,
): { fields: Fields; end: number } {
  const found: { name: string; value: string }[] = []
  let end = start
  for (; end < lines.length; end += 1) {
    const { name, value = '' } = field.exec(lines[end] ?? '')?.groups ?? {}
    const added = more.exec(lines[end] ?? '')?.groups?.value
    const last = found.at(-1)
    if (name !== undefined) found.push({ name: name.toLowerCase(), value: value.trim() })
    else if (added !== undefined && last !== undefined) last.value = `${last.value}\n${added.trim()}`.trim()
    else break
  }
  return { fields: Object.fromEntries(found.reverse().map(({ name, value }) => [name, value])), end }
}

function readHeading(lines: readonly string[], start: number): { title?: string; end: number } {
  const [first = '', second = '', third = ''] = lines.slice(start, start + 3)
  if (UNDERLINE.test(first) && second.trim() !== '' && UNDERLINE.test(third)) {
    return { title: second.trim(), end: start + 3 }
  }
  const isHeading = first.trim() !== '' && UNDERLINE.test(second) && !RST_FIELD.test(first)
  return isHeading ? { title: first.trim(), end: start + 2 } : { end: start }
}

function skipBlank(lines: readonly string[], start: number): number {
  let at = start
  while (at < lines.length && lines[at]?.trim() === '') at += 1
  return at
}
