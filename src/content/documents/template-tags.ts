import { CODE_ELEMENT, codeOr } from './markdown-code.ts'

/** Lines indented by four spaces or a tab, after an empty line: code, unless they belong to a list. */
const INDENTED = '(?<indented>(?<=\\n[ \\t]{0,99}\\n|(?<![^]))(?:(?: {4}|\\t).*(?:\\n|$))+)'
/** Ids and classes of headings, and kramdown's attribute lists. */
const ATTRIBUTES =
  '(?<attributes>[ \\t]{0,9}\\{[ \\t]?[#.][\\w-][^{}\\n]{0,200}\\}[ \\t]{0,9}$|(?<=[)\\]*`])\\{[ \\t]?[#.][a-zA-Z][^{}\\n]{0,200}\\}|\\{:[^{}\\n]{0,200}\\})'
const OPEN = '(?<open>\\{[{%#])'
const TOKENS = {
  markdown: codeOr(INDENTED, ATTRIBUTES, OPEN),
  html: new RegExp(`(?<code>${CODE_ELEMENT})|${OPEN}`, 'gm'),
}
/** The ends of tags of Liquid, and of the shortcodes of Hugo and Zola, by their openings. */
const ENDS: Record<string, string> = { '{{': '}}', '{%': '%}', '{#': '#}' }
/** A tag that is not closed within so many characters is text. */
const MAX_TAG_LENGTH = 2_000
/** Characters before indented lines in which the list is looked for that they belong to. */
const MAX_LIST_LENGTH = 5_000

const TAG_NAME = /^\{(?:%-?|\{[<%])\s*(?<name>highlight|raw|comment|codeblock|code)(?![\w-])/
const LINE_START = /(?:^|\n)([ \t]*)$/
/** The beginning of a link's definition, whose address may be a tag alone. */
const LINK_DEFINITION = /(?:^|\n) {0,3}\[[^[\]\n]{1,200}\]:[ \t]*$/
const UNDERLINE = /[ \t]*\n=+[ \t]*(?=\r?\n|$)/y
const LONG_FENCE = '~'.repeat(12)

type Format = 'markdown' | 'html'
/** What stands in place of a token, and where to read on. */
type Part = { text: string; end: number }
type Context = {
  source: string
  format: Format
  /** The next place of a text from a position on; -1 if there is none. */
  nextOf(text: string, position: number): number
  endTagOf: EndFinder
}

/**
 * A text without the tags of template languages ({{ x }}, {% x %}, {{< x >}}, {: x}). Code keeps its tags. Quoted sentences in a
 * tag stay, since captions and descriptions of images stand there. Text between tags such as `highlight` becomes code.
 */
export function stripTemplateTags(source: string, format: Format = 'markdown'): string {
  if (!/\{(?:[{%#:.]|[ \t][#.])/.test(source)) return source
  const context: Context = { source, format, nextOf: findNext(source), endTagOf: findEnds(source) }
  const matcher = new RegExp(TOKENS[format])
  let result = ''
  let position = 0
  for (let match = matcher.exec(source); match !== null; match = matcher.exec(source)) {
    const before = result.slice(-300) + source.slice(Math.max(position, match.index - 300), match.index)
    const part = readToken(match, before, context)
    matcher.lastIndex = part?.end ?? match.index + (/^[ \t]+/.exec(match[0])?.[0].length ?? 1)
    if (part === undefined) continue
    result += source.slice(position, match.index) + part.text
    position = part.end
  }
  return result + source.slice(position)
}

/** The replacement of a token; undefined if it is text. `before` is the end of the text before it. */
function readToken(match: RegExpExecArray, before: string, context: Context): Part | undefined {
  const { 0: token, index, groups } = match
  const end = index + token.length
  if (groups?.code !== undefined) return { text: withoutEscapes(token), end }
  if (groups?.attributes !== undefined) return { text: '', end }
  if (groups?.indented === undefined) return readTag(token, index, before, context)
  return isInList(context.source, index, token) ? undefined : { text: withoutEscapes(token), end }
}

/** Whether indented lines go on with an item of a list. Lines that are indented twice are code there, too. */
function isInList(source: string, index: number, lines: string): boolean {
  if (/^(?: {8}|\t\t)/.test(lines)) return false
  const before = source.slice(Math.max(0, index - MAX_LIST_LENGTH), index)
  const isItem = (line: string) => /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]/.test(line)
  const outer = before.split('\n').findLast((line) => isItem(line) || /^ ?\S/.test(line))
  return outer !== undefined && isItem(outer)
}

function readTag(opening: string, index: number, before: string, context: Context): Part | undefined {
  const { source, format, nextOf, endTagOf } = context
  const close = nextOf(ENDS[opening] ?? '', index + opening.length)
  if (close === -1 || close - index > MAX_TAG_LENGTH) return undefined
  const end = close + opening.length
  const tag = source.slice(index, end)
  if (tag.search(ESCAPED) === 0) return { text: withoutEscapes(tag).replaceAll('<', '&lt;'), end }
  const name = TAG_NAME.exec(tag)?.groups?.name
  const endTag = name === undefined ? undefined : endTagOf(name, end)
  if (endTag === undefined) return readLoneTag(tag, end, before, context)
  const inner = source.slice(end, endTag.from)
  if (name === 'comment') return { text: '', end: endTag.to }
  const text = name === 'raw' ? inner : toCode(withoutEscapes(inner), { tag, before, format })
  return { text, end: endTag.to }
}

/** A tag that encloses nothing. If it was a heading, the line under it goes too. */
function readLoneTag(tag: string, end: number, before: string, { source, format }: Context): Part {
  const shown = wordsOfTag(tag) || sentencesIn(tag)
  if (shown === '' && isWithinWord(before, source, end)) return { text: ' ', end }
  if (format === 'html') return { text: shown, end }
  if (LINK_DEFINITION.test(before)) return { text: '#', end }
  const text = shown.replaceAll('`', '\\`')
  UNDERLINE.lastIndex = end
  const isHeading = text === '' && LINE_START.test(before) && UNDERLINE.test(source)
  return { text, end: isHeading ? UNDERLINE.lastIndex : end }
}

/** Whether a tag has letters at both ends, as in `{% if x %}yes{% else %}no{% endif %}`. Scripts that write words without spaces have no such letters. */
function isWithinWord(before: string, source: string, end: number): boolean {
  return /[\p{Ll}\p{Lu}\p{Nd}]$/u.test(before) && /^[\p{Ll}\p{Lu}\p{Nd}]/u.test(source.slice(end, end + 2))
}

/** Code between tags, with its title, in the list item that it belongs to. */
function toCode(inner: string, around: { tag: string; before: string; format: Format }): string {
  const { tag, before, format } = around
  const title = titleOf(tag)
  const code = inner.replace(/^\s*\n|\n[ \t]*$/g, '')
  if (format === 'html') return `<p>${title}</p><pre>${code.replaceAll('<', '&lt;')}</pre>`
  // The tag may also stand around code that is fenced already.
  if (/^[ \t]*(?:```|~~~)/.test(code)) return `\n${code}\n`
  const indent = LINE_START.exec(before)?.[1]
  const heading = title === '' ? '' : `\n${indent ?? ''}${title}`
  const start = title === '' && indent !== undefined ? '' : `${heading}\n${indent ?? ''}`
  return `${start}${LONG_FENCE}\n${code}\n${indent ?? ''}${LONG_FENCE}\n`
}

/** The title of Hexo's blocks of code, which stands among their options: `{% codeblock A list lang:html %}`. */
function titleOf(tag: string): string {
  const [, options = ''] = /^\{[%{]\S?\s*code(?:block)?\s([\s\S]*?)[-%>]?[%}]\}$/.exec(tag) ?? []
  return options
    .replace(/\b\w+[:=](?:"[^"]*"|\S+)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Removes the escapes of tags in code: Liquid's `raw`, and the comment inside of tags of Hugo and Zola. Template languages read code too, and do not show these escapes. */
function withoutEscapes(code: string): string {
  return code.replace(/\{%-?\s{0,9}(?:end)?raw\s{0,9}-?%\}/g, '').replace(ESCAPED, '$<start>$<inner>$<end>')
}

/** A tag of Hugo or Zola that is shown to readers instead of being run, since a comment is in it. */
const ESCAPED = /(?<start>\{\{[<%]?|\{%)\/\*(?<inner>.{0,500}?)\*\/(?<end>[>%]?\}\}|%\})/g

const ADDRESS = /^(?:https?:\/)?\//

/** The words without quotes that tags of Hexo show, among their arguments: links to posts and addresses, and the source of a quotation. */
const WORDED: Record<string, (args: readonly string[]) => readonly string[]> = {
  post_link: (args) => args.slice(1).filter((arg) => arg !== 'true' && arg !== 'false'),
  asset_link: (args) => args.slice(1).filter((arg) => arg !== 'true' && arg !== 'false'),
  link: (args) =>
    args.slice(
      0,
      Math.max(
        0,
        args.findIndex((arg) => ADDRESS.test(arg)),
      ),
    ),
  blockquote: (args) => args.filter((arg) => !ADDRESS.test(arg)),
  quote: (args) => args.filter((arg) => !ADDRESS.test(arg)),
}

/** The words that such a tag shows, with spaces around them; nothing if it is another tag, or if its words are quoted. */
function wordsOfTag(tag: string): string {
  const [name = '', ...args] = tag.startsWith('{%')
    ? tag.slice(2, -2).replace(/^-|-$/g, '').trim().split(/\s+/)
    : []
  const words = /["']/.test(tag) || !Object.hasOwn(WORDED, name) ? [] : (WORDED[name]?.(args) ?? [])
  return words.length === 0 ? '' : ` ${words.join(' ')} `
}

const QUOTED = /"([^"]*)"|'([^']*)'/g

/** The quoted texts in a tag that have several words, with spaces around them. Paths and other arguments have no white space. */
function sentencesIn(tag: string): string {
  const quoted = [...tag.matchAll(QUOTED)].map(([, double, single]) => (double ?? single ?? '').trim())
  const sentences = quoted.filter((text) => /\s/.test(text))
  return sentences.length === 0 ? '' : ` ${sentences.join(' ')} `
}

/** Finds texts from rising positions on; each part of the source is searched only once for each text. */
function findNext(source: string): Context['nextOf'] {
  const known = new Map<string, number>()
  return (text, position) => {
    const last = known.get(text)
    if (last === -1 || (last !== undefined && last >= position)) return last
    const next = source.indexOf(text, position)
    known.set(text, next)
    return next
  }
}

type Span = { from: number; to: number }
type EndFinder = (name: string, position: number) => Span | undefined

/** Finds the end tag of a name after a position; each text is searched only once for each name. */
function findEnds(markdown: string): EndFinder {
  const known = new Map<string, { ends: Span[]; next: number }>()
  return (name, position) => {
    const found = known.get(name) ?? { ends: allEnds(markdown, name), next: 0 }
    known.set(name, found)
    for (let end = found.ends[found.next]; end !== undefined && end.from < position; ) {
      found.next += 1
      end = found.ends[found.next]
    }
    return found.ends[found.next]
  }
}

function allEnds(markdown: string, name: string): Span[] {
  const end = new RegExp(
    `\\{%-?\\s{0,99}end${name}\\s{0,99}-?%\\}|\\{\\{[<%]\\s{0,99}/\\s{0,99}${name}\\s{0,99}[>%]\\}\\}`,
    'g',
  )
  return [...markdown.matchAll(end)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }))
}
