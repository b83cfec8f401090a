import { Parser } from 'htmlparser2'
import { InputError } from '../../../core/errors.ts'

/** An element of an XML file. Its name has the prefix that the file gives it: `wp:post_id`. */
export type XmlElement = {
  name: string
  attributes: Readonly<Record<string, string>>
  children: (XmlElement | string)[]
}

/** The time that the parser takes grows with the square of the depth, and no honest file comes near. */
const MAX_DEPTH = 500

/** A piece of an XML file as an element without a name that holds what the piece holds. What is not closed ends with the piece; only the entities that XML has by itself are decoded. Throws an InputError if it is nested too deep. */
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

/** The elements of a name directly in another one, in order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string').filter((child) => child.name === name)
}

/** The text of the first element of a name directly in another one, without white space around it; undefined if there is none. */
export function textIn(element: XmlElement, name: string): string | undefined {
  const [first] = childrenOf(element, name)
  return first && textOf(first).trim()
}

/** All text in an element; that of elements in it is set off by spaces. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : ` ${textOf(child)} `)).join('')
}
