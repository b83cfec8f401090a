/** A fenced block of code, closed or not. */
export const FENCED_CODE =
  '^[ \\t>*+-]*(?<fence>`{3,}|~{3,})[^`\\n]*\\n(?:[^]*?^[ \\t>]*\\k<fence>[`~]*[ \\t]*$|[^]*)'
/** A code span, within one paragraph. */
export const CODE_SPAN = '(?<!`)(?<ticks>`+)(?!`)(?:(?!\\n[ \\t]{0,99}\\n)[^]){0,2000}?(?<!`)\\k<ticks>(?!`)'
/** Code of all kinds, in which `{{ x }}` is text. */
const CODE = [
  FENCED_CODE,
  // Lines indented by four spaces or a tab, after an empty line.
  '(?<=\\n[ \\t]{0,99}\\n|(?<![^]))(?:(?: {4}|\\t).*(?:\\n|$))+',
  CODE_SPAN,
  '<(?<element>pre|code)\\b[^]*?(?:</\\k<element>>|(?![^]))',
]
/** Tags: Liquid, the shortcodes of Hugo and Zola, ids and classes of headings, and kramdown's attribute lists. A tag that is not closed soon is text. */
const TAG = [
  '\\{\\{[^]{0,2000}?\\}\\}',
  '\\{%[^]{0,2000}?%\\}',
  '[ \\t]{0,9}\\{[#.][\\w-][^{}\\n]{0,200}\\}[ \\t]{0,9}$',
  '\\{#[^]{0,2000}?#\\}',
  '\\{:[^{}\\n]{0,200}\\}',
]
const CODE_OR_TAG = new RegExp(`(?<code>${CODE.join('|')})|(?<tag>${TAG.join('|')})`, 'gm')
const TAG_NAME = /^\{(?:%-?|\{[<%])\s*(?<name>highlight|raw|comment)\b/
const LONG_FENCE = '~'.repeat(12)

/** The replacement of a pair of tags, made from the text between them. */
const PAIRS = new Map<string, (inner: string) => string>([
  ['highlight', (inner) => `\n${LONG_FENCE}\n${inner.replace(/^\n|\n$/g, '')}\n${LONG_FENCE}\n`],
  ['raw', (inner) => inner],
  ['comment', () => ''],
])

/** Markdown without the tags of template languages ({{ x }}, {% x %}, {{< x >}}, {: x}). Code keeps its tags. Quoted sentences in a tag stay, since captions and descriptions of images stand there. Text between `highlight` tags becomes code. */
export function stripTemplateTags(markdown: string): string {
  if (!/\{[{%#:.]/.test(markdown)) return markdown
  const endOf = findEnds(markdown)
  const matcher = new RegExp(CODE_OR_TAG)
  let result = ''
  let position = 0
  for (let match = matcher.exec(markdown); match !== null; match = matcher.exec(markdown)) {
    const after = match.index + match[0].length
    const pair = match.groups?.code === undefined ? findPair(match[0], after, endOf) : undefined
    result += markdown.slice(position, match.index)
    if (match.groups?.code !== undefined) result += withoutEscapes(match[0])
    else if (pair === undefined) result += sentencesIn(match[0])
    if (pair !== undefined) result += pair.replace(markdown.slice(after, pair.end.from))
    position = pair?.end.to ?? after
    matcher.lastIndex = position
  }
  return result + markdown.slice(position)
}

/** Removes the escapes of tags in code: Liquid's `raw`, and the comment inside of Hugo's tags. Template languages read code too, and do not show these escapes. */
function withoutEscapes(code: string): string {
  return code
    .replace(/\{%-?\s{0,9}(?:end)?raw\s{0,9}-?%\}/g, '')
    .replace(/\{\{([<%])\/\*(.{0,500}?)\*\/([>%])\}\}/g, '{{$1$2$3}}')
}

const QUOTED = /"([^"]*)"|'([^']*)'/g

/** The quoted texts in a tag that have several words, with spaces around them. Paths and other arguments have no white space. */
function sentencesIn(tag: string): string {
  if (/^[ \t]*\{[#.:]/.test(tag)) return ''
  const quoted = [...tag.matchAll(QUOTED)].map(([, double, single]) => (double ?? single ?? '').trim())
  const sentences = quoted.filter((text) => /\s/.test(text))
  return sentences.length === 0 ? '' : ` ${sentences.join(' ')} `
}

type Span = { from: number; to: number }
type Pair = { end: Span; replace: (inner: string) => string }

/** The end of a tag that encloses a text, and the replacement of that text; undefined for a tag that stands alone. */
function findPair(tag: string, after: number, endOf: EndFinder): Pair | undefined {
  const name = TAG_NAME.exec(tag)?.groups?.name ?? ''
  const replace = PAIRS.get(name)
  const end = replace && endOf(name, after)
  return end && { end, replace }
}

type EndFinder = (name: string, position: number) => Span | undefined

/** Finds the end tag of a name after a position; each text is searched only once for each name. */
function findEnds(markdown: string): EndFinder {
  const known = new Map<string, Span[]>()
  return (name, position) => {
    const ends = known.get(name) ?? allEnds(markdown, name)
    known.set(name, ends)
    while (ends[0] !== undefined && ends[0].from < position) ends.shift()
    return ends[0]
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
