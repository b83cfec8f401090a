import { parseDocument } from 'htmlparser2'
import { type ComponentChild, h } from 'preact'
import { InputError } from '../../core/errors.ts'

/** A piece of HTML as a page can render it. */
export type Snippet = readonly ComponentChild[]

type Node = ReturnType<typeof parseDocument>['children'][number]

/** Elements that the content security policy of the pages blocks, or that do not belong in a header. */
const REFUSED = [
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'base',
  'meta',
  'link',
  'html',
  'head',
  'body',
]

/** Parses a snippet of HTML. Throws an InputError that names an element or attribute that a strict content security policy blocks. */
export function parseHeader(html: string, place: string): Snippet {
  const document = parseDocument(html, { withStartIndices: true })
  const toChild = (node: Node): ComponentChild => {
    if (node.type === 'text') return node.data
    if (node.type !== 'tag' && node.type !== 'script' && node.type !== 'style') return null
    const problem = problemOf(node.name, node.attribs)
    if (problem !== undefined) {
      const line = html.slice(0, node.startIndex ?? 0).split('\n').length
      throw new InputError(`${place}, line ${line}: ${problem}`)
    }
    return h(node.name, node.attribs, ...node.children.map(toChild))
  }
  return document.children.map(toChild)
}

function problemOf(name: string, attributes: Record<string, string>): string | undefined {
  if (REFUSED.includes(name)) {
    return `expected elements of a header, got <${name}>; styles belong into PAGE_STYLE_FILE, scripts do not run`
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute === 'style' || attribute.startsWith('on') || /^\s*javascript:/i.test(value)) {
      const given = `${attribute}="${value.slice(0, 60)}"`
      return `<${name}>: expected no scripts and no styles in attributes, which the content security policy blocks, got ${given}`
    }
  }
  return undefined
}
