import { Parser } from 'htmlparser2'
import { InputError } from '../../../core/errors.ts'

/** An element of an XML file. Its name has the prefix that the file gives it: `wp:post_id`. */
export type XmlElement = {
  name: string
  attributes: Readonly<Record<string, string>>
  children: (XmlElement | string)[]
}

/** The parser's time grows with the square of the depth, and no real file comes near. */
const MAX_DEPTH = 500

/** A piece of an XML file as an element without a name that holds the contents of the piece. Elements that are not closed end with the piece. Only the entities of XML itself are decoded. Throws an InputError if it is nested too deep. */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length > MAX_DEPTH) {
          throw new InputError(`expected elements in at most ${MAX_DEPTH} others, got more`)
        }
        const element: XmlElement = { name, attributes, children: [] }
        open.at(-1)?.children.push(element)
        open.push(element)
      },
      ontext(data) {
        open.at(-1)?.children.push(data)
      },
      onclosetag() {
        open.pop()
      },
    },
    { xmlMode: true },
  )
  parser.end(text)
  return root
}

/** The direct children of an element that have this name, in order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string').filter((child) => child.name === name)
}

/** The text of the first direct child with this name, without white space around it; undefined if there is none. */
export function textIn(element: XmlElement, name: string): string | undefined {
  const [first] = childrenOf(element, name)
  return first && textOf(first).trim()
}

/** All text in an element. Text of elements in it has spaces around it. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : ` ${textOf(child)} `)).join('')
}
