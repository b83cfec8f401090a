import { decodeEnclosed, enclosesEncoded } from './builder-texts.ts'
import { isMembersOnly, withoutSubscriberBlocks } from './members-only.ts'
import { enclosesCode, isLoneShortcode, shortcodeText } from './shortcodes.ts'

const TOKEN = new RegExp(
  [
    '(?<comment><!--(?<more>more|nextpage)?)',
    '(?<commentEnd>-->)',
    '<(?<slash>/?)(?<element>[a-z][a-z0-9]*)(?=[\\s/>])[^<>]*>',
    '(?<open>\\[{1,2})(?<end>/?)(?<name>[a-z][\\w-]*)(?<attributes>(?:[\\s/=][^[\\]]*)?)(?<close>\\]{1,2})',
    '(?<lines>(?:\\r?\\n)+)',
  ].join('|'),
  'gi',
)
/** Elements that keep line breaks and brackets as they are. */
const VERBATIM = new Set(['pre', 'code', 'script', 'style', 'textarea'])
/** Begins a new line in the plain text. */
const NEW_LINE = '\n<p>'

/** The part of a post's content that is for everyone, as HTML. Shortcodes are left out, but not the text that they enclose. Line breaks become paragraphs where WordPress makes them so. */
export function contentToHtml(content: string): string {
  const hasBlocks = content.includes('<!-- wp:')
  return convert(withoutSubscriberBlocks(content), { hasShortcodes: true, hasLines: !hasBlocks })
}

/** The text of a comment as HTML, with each of its lines as a line. */
export function commentToHtml(text: string): string {
  return convert(text, { hasShortcodes: false, hasLines: true })
}

type Options = { hasShortcodes: boolean; hasLines: boolean }
type Groups = Record<string, string | undefined>
/** The replacement of a token, and the position to go on from if it is not after the token. */
type Replacement = { text: string; next?: number }

/** Works on the flat stream of tags and brackets, so its time grows only with the length. */
function convert(content: string, options: Options): string {
  const context: Context = {
    content,
    options,
    isInComment: false,
    verbatim: { element: '', depth: 0 },
    removed: new Set(),
    shown: new Set(),
    hasAfter: findLast(content),
  }
  const matcher = new RegExp(TOKEN)
  let result = ''
  let position = 0
  for (let match = matcher.exec(content); match !== null; match = matcher.exec(content)) {
    const { text, next } = replace(match, context)
    result += content.slice(position, match.index) + text
    position = next ?? match.index + match[0].length
    matcher.lastIndex = position
  }
  return result + content.slice(position)
}

type Context = {
  content: string
  options: Options
  isInComment: boolean
  /** The open element that keeps its text as it is, and how many of its name are open. */
  verbatim: { element: string; depth: number }
  /** The names of shortcodes that were removed, and of those that double brackets show as text. */
  removed: Set<string>
  shown: Set<string>
  /** Whether a text occurs anywhere after a position. */
  hasAfter: (text: string, position: number) => boolean
}

function replace(match: RegExpExecArray, context: Context): Replacement {
  const groups: Groups = match.groups ?? {}
  const [text] = match
  if (context.isInComment || groups.comment !== undefined) return passComment(text, groups, context)
  if (groups.element !== undefined) noteElement(groups, match.index, context)
  if (context.verbatim.depth > 0) return { text }
  if (groups.lines !== undefined) return { text: context.options.hasLines ? NEW_LINE : text }
  if (groups.name === undefined || !context.options.hasShortcodes) return { text }
  return replaceBrackets(groups, match.index, context) ?? { text }
}

function passComment(text: string, { more, commentEnd }: Groups, context: Context): Replacement {
  context.isInComment = commentEnd === undefined
  return { text: more === undefined ? text : NEW_LINE + text }
}

/** Notes an element that keeps its text as it is. One that is never closed does not count, since it would keep all the rest. */
function noteElement({ slash, element = '' }: Groups, index: number, context: Context): void {
  const { verbatim, hasAfter } = context
  const name = element.toLowerCase()
  if (verbatim.depth > 0 && name !== verbatim.element) return
  if (slash === '/') {
    verbatim.depth = Math.max(0, verbatim.depth - 1)
  } else if (VERBATIM.has(name) && hasAfter(`</${element}`, index)) {
    verbatim.element = name
    verbatim.depth += 1
  }
}

/** The replacement of a tag in brackets; undefined if it is no shortcode. */
function replaceBrackets(groups: Groups, index: number, context: Context): Replacement | undefined {
  const { open = '', end, name = '', attributes = '', close = '' } = groups
  const { content, shown, removed, hasAfter } = context
  const isEnd = end === '/'
  const inner = `[${end}${name}${attributes}]`
  if (isEnd && shown.has(name) && close === ']]') return { text: inner }
  const hasOther = isEnd ? removed.has(name) : hasAfter(`[/${name}]`, index)
  if (!hasOther && !isLoneShortcode(name, attributes)) return undefined
  if (open === '[[' && (close === ']]' || hasAfter(`[/${name}]]`, index))) {
    shown.add(name)
    return { text: inner }
  }
  removed.add(name)
  const before = open.slice(1)
  const from = index + open.length + name.length + attributes.length + 1
  const enclosed = isEnd || !hasOther ? undefined : readerOfEnclosed(name)
  if (enclosed === undefined) return { text: before + shortcodeText(name, attributes) + close.slice(1) }
  const to = content.indexOf(`[/${name}]`, from)
  return { text: before + enclosed(content.slice(from, to)), next: to + name.length + 3 }
}

/** What makes HTML of the text that a shortcode encloses; undefined if that text is read on as it is. */
function readerOfEnclosed(name: string): ((inner: string) => string) | undefined {
  if (enclosesCode(name)) return (inner) => `<pre>${escapeTags(inner)}</pre>`
  if (enclosesEncoded(name)) return (inner) => decodeEnclosed(name, inner)
  return isMembersOnly(name) ? () => ' ' : undefined
}

/** Code has no tags: a text that looks like one is code. Entities are as WordPress's editor writes them. */
function escapeTags(code: string): string {
  return code.replaceAll('<', '&lt;')
}

/** Tells whether a text occurs in the content after a position. Each text is searched only once. */
function findLast(content: string): Context['hasAfter'] {
  const known = new Map<string, number>()
  return (text, position) => {
    const last = known.get(text) ?? content.lastIndexOf(text)
    known.set(text, last)
    return last >= position
  }
}
