import { escapeHtml } from '../feed/xml-element.ts'

const UNDERLINE = /^([=\-`:.'"~^_*+#])\1{2,}\s*$/
const DIRECTIVE = /^\.\.\s+(?:\|[^|]+\|\s+)?(?<name>[\w:-]+)::\s*(?<argument>.*)$/
/** Directives whose contents readers see as code. */
const CODE = /^(?:code|code-block|sourcecode|parsed-literal|highlight)$/
/** Directives whose argument readers see as text. */
const TITLED =
  /^(?:admonition|attention|caution|danger|error|hint|important|note|tip|warning|topic|sidebar|epigraph|highlights|pull-quote|compound|rubric|table|line-block|seealso|versionadded|versionchanged|csv-table|list-table)$/
/** Directives whose contents are no text: settings, addresses and drawings in other languages. */
const WITHOUT_TEXT =
  /^(?:date|default-role|digraph|gallery|graph|graphviz|image|index|math|mermaid|meta|plantuml|plot|replace|role|slides|toctree|uml|unicode)$/
const OPTION = /^\s*:(?<name>[\w-]+):\s*(?<value>.*)/
const SUBSTITUTION = /^[ \t]*\.\. \|(?<name>[^|\n]{1,100})\| (?<kind>[\w-]{1,30})::[ \t]*(?<text>.*)$/gm
const EXPLICIT = /^\s*\.\.(?:\s|$)/

/** What `|name|` stands for, a text or nothing for a picture, and how many directives there are around the lines. */
type Context = { known: ReadonlyMap<string, string>; depth: number }
/** Directives in directives that are read as such. */
const MAX_DEPTH = 20

/**
 * reStructuredText as HTML, as far as a search needs it: headings, paragraphs, code and the text of markup. Directives that show no
 * text of their own, such as pictures, comments and targets of links are left out.
 */
export function rstToHtml(rst: string): string {
  const text = rst.replaceAll('\r\n', '\n').replaceAll('\t', '        ')
  const found = [...text.matchAll(SUBSTITUTION)].map(({ groups = {} }) => {
    const { name = '', kind, text: shown = '' } = groups
    return [name.toLowerCase(), kind === 'replace' ? shown : ''] as const
  })
  return blocks(text.split('\n'), { known: new Map(found), depth: 0 })
}

function blocks(lines: readonly string[], context: Context): string {
  const html: string[] = []
  for (let at = 0; at < lines.length; ) {
    const end = endOfBlock(lines, at)
    const block = lines.slice(at, end)
    const [first = ''] = block
    const isExplicit = context.depth < MAX_DEPTH && EXPLICIT.test(first)
    if (isExplicit) html.push(explicit(dedented(block), { ...context, depth: context.depth + 1 }))
    else if (first.trim() !== '') html.push(paragraph(block, context))
    at = end
    // A paragraph that ends with two colons is followed by code, which is indented.
    if (/::\s*$/.test(block.at(-1) ?? '') && !isExplicit) {
      const next = endOfIndented(lines, at, indentOf(first))
      html.push(code(dedented(lines.slice(at, next))))
      at = next
    }
  }
  return html.join('\n')
}

/** The end of a block: of a directive or comment with all that is indented under it, or of a paragraph. */
function endOfBlock(lines: readonly string[], start: number): number {
  const first = lines[start] ?? ''
  if (EXPLICIT.test(first)) return endOfIndented(lines, start + 1, indentOf(first))
  let end = start + 1
  if (first.trim() === '') return end
  while (end < lines.length && (lines[end] ?? '').trim() !== '') end += 1
  return end
}

function indentOf(line: string): number {
  return Math.max(line.search(/\S/), 0)
}

/** The end of the lines that are blank or indented further than `indent`. */
function endOfIndented(lines: readonly string[], start: number, indent: number): number {
  let end = start
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? ''
    if (line.trim() !== '' && indentOf(line) <= indent) break
  }
  return end
}

/** A directive. Comments and targets have no text. */
function explicit(block: readonly string[], context: Context): string {
  const { name, argument = '' } = DIRECTIVE.exec(block[0] ?? '')?.groups ?? {}
  if (name === undefined) return footnote(block, context)
  const body = dedented(block.slice(1))
  const start = body.findIndex((line) => line.trim() !== '' && !OPTION.test(line))
  const content = start === -1 ? [] : body.slice(start)
  if (CODE.test(name)) return code(content)
  if (name === 'raw') return argument.trim() === 'html' ? content.join('\n') : ''
  if (WITHOUT_TEXT.test(name)) return ''
  const text = name === 'csv-table' ? cells([headerIn(body), ...content]) : blocks(content, context)
  return TITLED.test(name) ? `<p>${inline(argument, context)}</p>\n${text}` : text
}

function headerIn(body: readonly string[]): string {
  const options = body.map((line) => OPTION.exec(line)?.groups)
  return options.find((groups) => groups?.name === 'header')?.value ?? ''
}

/** The cells of lines of CSV. */
function cells(lines: readonly string[]): string {
  const texts = lines.flatMap((line) =>
    [...line.matchAll(/"((?:[^"]|"")*)"|([^",]+)/g)].map(([, quoted, plain = '']) => quoted ?? plain),
  )
  return texts.map((text) => `<p>${escapeHtml(text.replaceAll('""', '"').trim())}</p>`).join('')
}

/** The text of a footnote or citation: `.. [1] text`. The name of a citation is read too. Anything else that begins so is a comment or a target. */
function footnote(block: readonly string[], context: Context): string {
  const { label = '', text } = /^\.\. \[(?<label>[^\]]+)\]\s+(?<text>.*)$/.exec(block[0] ?? '')?.groups ?? {}
  if (text === undefined) return ''
  const name = /^(?:\d+|#.*|\*)$/.test(label) ? '' : `[${label}] `
  return `<p>${inline(name + [text, ...dedented(block.slice(1))].join(' '), context)}</p>`
}

function paragraph(block: readonly string[], context: Context): string {
  const lines = block.filter(
    (line) => !UNDERLINE.test(line) && !/^[=\s-]+$/.test(line) && !/^\s*\+[-=+]+\+\s*$/.test(line),
  )
  const isHeading = lines.length < block.length && lines.length === 1
  const text = lines
    .map((line) => line.replace(/^\s*(?:(?:[*+•-]|\d+\.|#\.|\|)\s+){1,9}/, '').trim())
    .join('\n')
  const shown = inline(
    text.replace(/\s*::\s*$/, (end) => (/^\s/.test(end) ? '' : ':')),
    context,
  )
  return isHeading ? `<h2>${shown}</h2>` : `<p>${shown.replaceAll('\n', hasItems(block) ? '<br>' : '\n')}</p>`
}

/** Whether a block is a list or a block of lines, whose lines are apart for readers. */
function hasItems(block: readonly string[]): boolean {
  return block.some((line) => /^\s*(?:[*+•-]|\d+\.|#\.|\|)\s/.test(line))
}

/** The name of a role, with its domain (`:py:func:`). Lengths are bounded, so that the time grows with the text alone. */
const ROLE = String.raw`:[\w.+-]{1,60}(?::[\w.+-]{1,60}){0,2}:`
const CODE_SPAN = /``(.{1,2000}?)``/gs
const LINK = /`([^`]{1,1000}?)\s*&lt;[^`]{0,2000}?&gt;`__?/gs
const WITH_ROLE = new RegExp(`${ROLE}\`([^\`]{0,1000}?)(?:\\s*&lt;[^\`]{0,2000}?&gt;)?\``, 'gs')
const QUOTED = new RegExp(`\`([^\`]{1,2000})\`(?:__?|${ROLE})?`, 'gs')

/** Markup in a line: code, links, roles, emphasis and escaped signs. Nothing in code is markup. */
function inline(text: string, context: Context): string {
  const parts = escapeHtml(text).split(CODE_SPAN)
  return parts
    .map((part, i) => (i % 2 === 1 ? `<code>${part}</code>` : withoutMarkup(part, context)))
    .join('')
}

function withoutMarkup(text: string, context: Context): string {
  const shown = protectEscaped(text)
    .replace(LINK, '$1')
    .replace(WITH_ROLE, '$1')
    .replace(QUOTED, '$1')
    .replace(/\*\*(\S(?:[^*]{0,2000}?\S)?)\*\*/gs, '<strong>$1</strong>')
    .replace(/(?<![\w*])\*(\S(?:[^*]{0,2000}?\S)?)\*(?![\w*])/gs, '<em>$1</em>')
    .replace(/\[(?:\d{1,9}|#[\w.-]{0,60}|\*)\]_/g, '')
    .replace(/(\[[\w.-]{1,60}\])_/g, '$1')
    .replace(/\|([^|\s][^|]{0,200})\|_{0,2}/g, (_all, name: string) => {
      const meant = context.known.get(name.toLowerCase())
      return meant === undefined ? name : escapeHtml(meant)
    })
    .replace(/(?<=\w)__?(?=[\s.,;:!?)]|$)/g, '')
  return shown.replace(PROTECTED, (sign) => unprotected(sign.charCodeAt(0) - PRIVATE))
}

/** The first of the characters that stand for escaped ones while markup is looked for. No alphabet has them. */
const PRIVATE = 0xe000
const PROTECTED = /[\ue000-\ue07f]/g

/** Escaped signs (`\\*`) are no markup, and an escaped space is the border of a word without a space (`re\\ *struct*\\ ured`). */
function protectEscaped(text: string): string {
  return text
    .replace(PROTECTED, '')
    .replace(/\\([\0-\x7f])/g, (_all, sign: string) => String.fromCharCode(PRIVATE + sign.charCodeAt(0)))
}

function unprotected(code: number): string {
  const sign = String.fromCharCode(code)
  return /\s/.test(sign) ? '' : sign
}

function code(lines: readonly string[]): string {
  return `<pre>${escapeHtml(lines.join('\n').replace(/^\n+|\s+$/g, ''))}</pre>`
}

function dedented(lines: readonly string[]): string[] {
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/))
  const depth = Math.min(...depths, 80)
  return lines.map((line) => line.slice(depth))
}
