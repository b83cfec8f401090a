import { CODE_SPAN, FENCED_CODE } from '../../documents/markdown-code.ts'

const IMPORT = '^import\\s+[\\w$*{"\']'
const EXPORT = '^export\\s+(?:const|let|var|function|async|class|default|type|interface|[{*])'
const TOKEN = new RegExp(
  [
    `(?<kept>\\\\[^]|<!--[^]*?(?:-->|(?![^]))|${FENCED_CODE}|${CODE_SPAN})`,
    `(?<module>${IMPORT}|${EXPORT})`,
    '(?<tag></?(?<name>[A-Za-z][\\w.-]*(?::[\\w-]+)?)?(?=[\\s/>]))',
    '(?<brace>\\{)',
  ].join('|'),
  'gm',
)
/** Braces, and the strings and comments in which a brace does not count. */
const IN_EXPRESSION = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`|\/\*[\s\S]*?\*\/|[{}]/g
const IN_TAG = /"[^"]*"|'[^']*'|[{<>]/g
/** A longer expression or tag is text, and a text with more of them without an end is no MDX. Looking further would take the square of its length. */
const MAX_LENGTH = 20_000
const MAX_FAILURES = 100
/** An import, as opposed to a sentence that begins with the word. */
const IMPORTS = /^import\s+(?:["']|[^"']*?\bfrom\s*["'])/
/** An expression that is only a text: `{' '}`. */
const TEXT_ONLY = /^\{\s*(["'`])([^"'`$\\]*)\1\s*\}$/

/** The Markdown of a text in MDX. Imports, exports and expressions are left out; of components only the text inside stays. Code and HTML's own tags stay. */
export function mdxToMarkdown(mdx: string): string {
  const matcher = new RegExp(TOKEN)
  let result = ''
  let position = 0
  let failures = 0
  for (let match = matcher.exec(mdx); match !== null; match = matcher.exec(mdx)) {
    const found = match.groups?.kept === undefined ? readToken(mdx, match) : undefined
    const isFailure = match.groups?.kept === undefined && found === undefined
    failures += isFailure ? 1 : 0
    if (failures > MAX_FAILURES) break
    if (found === undefined) continue
    result += mdx.slice(position, match.index) + found.text
    position = found.end
    matcher.lastIndex = position
  }
  return result + mdx.slice(position)
}

/** The replacement of a part of MDX, and the end of that part. */
type Replaced = { text: string; end: number }

/** The replacement of a token; undefined if the token is text. */
function readToken(mdx: string, { 0: start, index, groups }: RegExpExecArray): Replaced | undefined {
  if (groups?.brace !== undefined) return readExpression(mdx, index)
  if (groups?.module !== undefined) return readModule(mdx, index)
  return readTag(mdx, index, index + start.length, groups?.name ?? '')
}

function readExpression(mdx: string, start: number): Replaced | undefined {
  const end = endOfBraces(mdx, start)
  if (end === undefined) return undefined
  const text = TEXT_ONLY.exec(mdx.slice(start, end))?.[2] ?? ''
  return { text: text.replaceAll('<', '&lt;'), end }
}

/** The end of an import or export: the first empty line that is not within braces. */
function readModule(mdx: string, start: number): Replaced | undefined {
  const text = mdx.slice(start, start + MAX_LENGTH)
  if (text.startsWith('import') && !IMPORTS.test(text)) return undefined
  let depth = 0
  let from = 0
  for (const { index } of text.matchAll(/\n(?=[ \t]*\n)|$(?![\s\S])/g)) {
    depth += depthOf(text.slice(from, index))
    if (depth <= 0) return { text: '', end: start + index }
    from = index
  }
  return undefined
}

function depthOf(code: string): number {
  let depth = 0
  for (const [found] of code.matchAll(IN_EXPRESSION)) depth += found === '{' ? 1 : found === '}' ? -1 : 0
  return depth
}

/** The replacement of a tag. A component is removed; a tag of HTML keeps its name and the attributes that are texts. */
function readTag(mdx: string, start: number, from: number, name: string): Replaced | undefined {
  const limited = mdx.slice(0, start + MAX_LENGTH)
  const matcher = new RegExp(IN_TAG)
  let text = mdx.slice(start, from)
  let position = from
  matcher.lastIndex = from
  for (let match = matcher.exec(limited); match !== null; match = matcher.exec(limited)) {
    if (match[0] === '<') return undefined
    if (match[0] === '>') {
      text += mdx.slice(position, match.index + 1)
      return { text: /^[a-z][a-z0-9]*$/.test(name) ? text : '', end: match.index + 1 }
    }
    if (match[0] !== '{') continue
    const end = endOfBraces(mdx, match.index)
    if (end === undefined) return undefined
    text += `${mdx.slice(position, match.index)}""`
    position = end
    matcher.lastIndex = end
  }
  return undefined
}

/** The end of the braces that open at a position. */
function endOfBraces(mdx: string, start: number): number | undefined {
  const text = mdx.slice(0, start + MAX_LENGTH)
  const matcher = new RegExp(IN_EXPRESSION)
  matcher.lastIndex = start
  let depth = 0
  for (let match = matcher.exec(text); match !== null; match = matcher.exec(text)) {
    if (match[0] === '{') depth += 1
    else if (match[0] === '}') depth -= 1
    if (depth === 0) return matcher.lastIndex
  }
  return undefined
}
