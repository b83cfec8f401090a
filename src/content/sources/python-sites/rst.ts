import { escapeHtml } from '../feed/xml-element.ts'

const UNDERLINE = /^([=\-`:.'"~^_*+#])\1{2,}\s*$/
const DIRECTIVE = /^\.\.\s+(?:\|[^|]+\|\s+)?(?<name>[\w:-]+)::\s*(?<argument>.*)$/
/** Directives whose contents readers see as code. */
const CODE = /^(?:code|code-block|sourcecode|parsed-literal|highlight)$/
/** Directives whose contents and argument readers see as text: boxes and quotations. */
const TEXT =
  /^(?:admonition|attention|caution|danger|error|hint|important|note|tip|warning|topic|sidebar|epigraph|highlights|pull-quote|compound|container|rubric|figure|table|class|line-block|seealso|versionadded|versionchanged)$/
const OPTION = /^\s*:[\w-]+:/

/**
 * reStructuredText as HTML, as far as a search needs it: headings, paragraphs, code and the text of markup. Directives that show no
 * text of their own, such as pictures, comments and targets of links are left out.
 */
export function rstToHtml(rst: string): string {
  return blocks(rst.replaceAll('\r\n', '\n').replaceAll('\t', '        ').split('\n'))
}

function blocks(lines: readonly string[]): string {
  const html: string[] = []
  for (let at = 0; at < lines.length; ) {
    const end = endOfBlock(lines, at)
    const block = lines.slice(at, end)
    const [first = ''] = block
    if (first.startsWith('..') && (first === '..' || first.startsWith('.. '))) html.push(explicit(block))
    else if (first.trim() !== '') html.push(paragraph(block))
    at = end
    // A paragraph that ends with two colons is followed by code, which is indented.
    if (/::\s*$/.test(block.at(-1) ?? '') && !first.startsWith('..')) {
      const next = endOfIndented(lines, at)
      html.push(code(dedented(lines.slice(at, next))))
      at = next
    }
  }
  return html.join('\n')
}

/** The end of a block: of a directive or comment with all that is indented under it, or of a paragraph. */
function endOfBlock(lines: readonly string[], start: number): number {
  const first = lines[start] ?? ''
  if (first === '..' || first.startsWith('.. ')) return endOfIndented(lines, start + 1)
  let end = start + 1
  if (first.trim() === '') return end
  while (end < lines.length && (lines[end] ?? '').trim() !== '') end += 1
  return end
}

/** The end of the lines that are blank or indented. */
function endOfIndented(lines: readonly string[], start: number): number {
  let end = start
  while (end < lines.length && /^(?:\s*$|\s)/.test(lines[end] ?? '')) end += 1
  return end
}

/** A directive. Comments, targets and unknown directives have no text. */
function explicit(block: readonly string[]): string {
  const { name, argument = '' } = DIRECTIVE.exec(block[0] ?? '')?.groups ?? {}
  if (name === undefined) return footnote(block)
  const body = dedented(block.slice(1))
  const start = body.findIndex((line) => line.trim() !== '' && !OPTION.test(line))
  const content = start === -1 ? [] : body.slice(start)
  if (CODE.test(name)) return code(content)
  if (name === 'raw') return argument.trim() === 'html' ? content.join('\n') : ''
  if (!TEXT.test(name)) return ''
  const isAddress = name === 'figure' || name === 'class' || name === 'container'
  return `${isAddress ? '' : `<p>${inline(argument)}</p>`}${blocks(content)}`
}

/** The text of a footnote or citation: `.. [1] text`. Anything else that begins so is a comment or a target. */
function footnote(block: readonly string[]): string {
  const text = /^\.\. \[[^\]]+\]\s+(?<text>.*)$/.exec(block[0] ?? '')?.groups?.text
  return text === undefined ? '' : `<p>${inline([text, ...dedented(block.slice(1))].join(' '))}</p>`
}

function paragraph(block: readonly string[]): string {
  const lines = block.filter(
    (line) => !UNDERLINE.test(line) && !/^[=\s-]+$/.test(line) && !/^\s*\+[-=+]+\+\s*$/.test(line),
  )
  const isHeading = lines.length < block.length && lines.length === 1
  const text = lines.map((line) => line.replace(/^\s*(?:[*+•-]|\d+\.|#\.|\|)\s+/, '').trim()).join('\n')
  const shown = inline(text.replace(/\s*::\s*$/, (end) => (/^\s/.test(end) ? '' : ':')))
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

/** Markup in a line: code, links, roles and emphasis. */
function inline(text: string): string {
  return escapeHtml(text)
    .replace(CODE_SPAN, '<code>$1</code>')
    .replace(LINK, '$1')
    .replace(WITH_ROLE, '$1')
    .replace(QUOTED, '$1')
    .replace(/\*\*(\S(?:[^*]{0,2000}?\S)?)\*\*/gs, '<strong>$1</strong>')
    .replace(/(?<![\w*])\*(\S(?:[^*]{0,2000}?\S)?)\*(?![\w*])/gs, '<em>$1</em>')
    .replace(/\[[#\w]{1,60}\]_/g, '')
    .replace(/\|([^|\s][^|]{0,200})\|_?/g, '$1')
    .replace(/(?<=\w)__?(?=[\s.,;:!?)]|$)/g, '')
}

function code(lines: readonly string[]): string {
  return `<pre>${escapeHtml(lines.join('\n').replace(/^\n+|\s+$/g, ''))}</pre>`
}

function dedented(lines: readonly string[]): string[] {
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/))
  const depth = Math.min(...depths, 80)
  return lines.map((line) => line.slice(depth))
}
