import { Parser } from 'htmlparser2'
import { InputError } from '../../../core/errors.ts'
import type { XmlElement } from './xml-element.ts'
import { declareNamespaces, elementName, type Namespaces } from './xml-names.ts'

/** An entry of a feed as XML elements. */
export type XmlEntry = {
  element: XmlElement
  /** Whether the feed ends inside of it. */
  isCut: boolean
  /** Whether characters were removed that XML does not allow. */
  hadControls: boolean
  /** The position of its start tag in the text. */
  start: number
}

/** The part of a feed around its entries. */
export type XmlHead = {
  root: XmlElement
  /** Whether the feed ends before its end tag. */
  isCut: boolean
}

const CHUNK = 64 * 1024
/** A more deeply nested element stands beside its parent, so that no depth is too much for the stack. */
const MAX_DEPTH = 200
/** The parser's time grows with the square of the depth. */
const MAX_NESTING = 10_000
const CONTROLS = /[^\P{Cc}\t\n\r\u0080-\u009f]/gu

/** The entries of an XML feed one by one, and at the end the part around them. It is as forgiving as a browser is with HTML. Throws an InputError without a place if the feed is nested without end. */
export function* readXml(text: string): Generator<XmlEntry, XmlHead | undefined> {
  const reader = new XmlReader()
  for (let start = 0; start < text.length; start += CHUNK) yield* reader.add(text.slice(start, start + CHUNK))
  yield* reader.end()
  return reader.head()
}

/** Reads the entries of an XML feed that comes in pieces, as `readXml` does. */
export class XmlReader {
  readonly #builder = new TreeBuilder()
  readonly #parser = new Parser(this.#builder, {
    xmlMode: true,
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
  })

  /** Takes the next piece, and returns the entries that are whole with it. */
  add(text: string): XmlEntry[] {
    this.#parser.write(text)
    return this.#builder.take()
  }

  /** Ends the feed, and returns the entry that was still open. */
  end(): XmlEntry[] {
    this.#builder.isEnding = true
    this.#parser.end()
    return this.#builder.take()
  }

  /** The part around the entries, as far as it was read. */
  head(): XmlHead | undefined {
    return this.#builder.head()
  }
}

type Frame = { element: XmlElement; namespaces: Namespaces; entry: XmlEntry | undefined; depth: number }

/** Builds trees from the events of the parser: one for each entry, and one for the rest. */
class TreeBuilder {
  isEnding = false
  readonly #frames: Frame[] = []
  readonly #finished = new WeakSet<XmlEntry>()
  #entries: XmlEntry[] = []
  #root: XmlElement | undefined
  #isCut = false
  #parser: Parser | undefined

  onparserinit(parser: Parser): void {
    this.#parser = parser
  }

  take(): XmlEntry[] {
    const entries = this.#entries
    this.#entries = []
    return entries
  }

  head(): XmlHead | undefined {
    return this.#root && { root: this.#root, isCut: this.#isCut }
  }

  onopentag(written: string, attributes: Record<string, string>): void {
    if (this.#frames.length >= MAX_NESTING) {
      throw new InputError(`expected elements in at most ${MAX_NESTING} others, got more`)
    }
    const outer = this.#frames.at(-1)
    const namespaces = declareNamespaces(outer?.namespaces ?? new Map(), attributes)
    const element: XmlElement = {
      name: this.#nameOf(written, namespaces),
      attributes,
      children: [],
      base: resolveBase(attributes['xml:base'], outer?.element.base),
      language: attributes['xml:lang']?.trim() || outer?.element.language,
    }
    const entry = this.#entryOf(element, outer)
    const isEntry = entry?.element === element
    const depth = isEntry || outer === undefined ? 0 : outer.depth + 1
    const parent = outer !== undefined && depth > MAX_DEPTH ? outer.element : element
    this.#frames.push({ element: parent, namespaces, entry, depth })
    this.#root ??= element
    if (!isEntry) outer?.element.children.push(element)
  }

  ontext(text: string): void {
    const frame = this.#frames.at(-1)
    if (frame === undefined) return
    const clean = text.replace(CONTROLS, '')
    if (frame.entry !== undefined && clean !== text) frame.entry.hadControls = true
    const { children } = frame.element
    const last = children.at(-1)
    if (typeof last === 'string') children[children.length - 1] = last + clean
    else children.push(clean)
  }

  onclosetag(): void {
    const frame = this.#frames.pop()
    if (this.isEnding) this.#noteCut(frame)
    if (frame?.entry?.element === frame?.element && frame?.entry !== undefined) this.#finish(frame.entry)
  }

  /** The name of an element. Elements of the root's namespace need no prefix, so that all spellings of Atom read alike. */
  #nameOf(written: string, namespaces: Namespaces): string {
    const name = elementName(written, namespaces)
    const isAtom = this.#root === undefined || this.#root.name === 'feed'
    return isAtom ? name.replace(/^atom:|^rdf:(?=rdf$)/, '') : name
  }

  /** The entry that an element is in, or that it is itself. An entry in which the next one begins was not closed. */
  #entryOf(element: XmlElement, outer: Frame | undefined): XmlEntry | undefined {
    const open = outer?.entry
    const mayBegin = element.name === 'item' || element.name === 'entry'
    const isInEntry = open !== undefined && open.element !== outer?.element
    if (!mayBegin || isInEntry || this.#frames.length === 0) return open
    if (open !== undefined) this.#finish(open)
    return { element, isCut: false, hadControls: false, start: this.#parser?.startIndex ?? 0 }
  }

  #finish(entry: XmlEntry): void {
    if (this.#finished.has(entry)) return
    this.#finished.add(entry)
    this.#entries.push(entry)
  }

  /** Notes that the feed is cut. RSS may lack the end tag of the root and still be whole. */
  #noteCut(frame: Frame | undefined): void {
    if (frame === undefined || (frame.element === this.#root && this.#root.name === 'rss')) return
    this.#isCut = true
    if (frame.entry !== undefined) frame.entry.isCut = true
  }
}

function resolveBase(base: string | undefined, outer: string | undefined): string | undefined {
  const own = base?.trim()
  if (own === undefined || own === '') return outer
  return outer !== undefined && URL.canParse(own, outer) ? new URL(own, outer).href : own
}
