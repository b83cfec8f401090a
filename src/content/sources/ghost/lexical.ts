import { cardToHtml, escapeHtml, isRecord } from './cards.ts'

/** No editor makes a deeper tree. */
const MAX_DEPTH = 200

const TAGS: Record<string, string> = {
  paragraph: 'p',
  heading: 'h2',
  'extended-heading': 'h2',
  quote: 'blockquote',
  'extended-quote': 'blockquote',
  aside: 'blockquote',
  list: 'ul',
  listitem: 'li',
}

/** The text of a post in Lexical, the format of Ghost's editor since version 5, as HTML. Throws a SyntaxError if it is no JSON. */
export function lexicalToHtml(lexical: string): string {
  const document: unknown = JSON.parse(lexical)
  return isRecord(document) ? nodeToHtml(document.root, 0) : ''
}

function nodeToHtml(node: unknown, depth: number): string {
  if (!isRecord(node) || depth > MAX_DEPTH) return ''
  const type = typeof node.type === 'string' ? node.type : ''
  if (typeof node.text === 'string') return escapeHtml(node.text)
  if (type === 'linebreak') return '<br>'
  const card = cardToHtml(type, node)
  if (card !== undefined) return card
  const children = Array.isArray(node.children) ? node.children : []
  const inside = children.map((child) => nodeToHtml(child, depth + 1)).join('')
  const tag = TAGS[type]
  return tag === undefined ? inside : `<${tag}>${inside}</${tag}>`
}
