import { decodeUtf8 } from '../ndjson-source.ts'
import { childrenOf, hasElements, innerHtml, plainHtml, textOf, type XmlElement } from './xml-element.ts'

/** Elements with the text of an entry: the whole text, and what is often only a summary. */
const WHOLE_TEXTS = ['content:encoded', 'content', 'atom:content', 'xhtml:body', 'body', 'fullitem']
const SUMMARIES = ['description', 'summary', 'atom:summary', 'dc:description', 'itunes:summary']
const TITLES = ['title', 'atom:title', 'dc:title', 'itunes:title']
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}$/
/** A sign of HTML. It is only looked for in a text without a type, since a text may be about tags. */
const LOOKS_LIKE_HTML =
  /<(?:\/(?:a|b|blockquote|div|em|h[1-6]|i|li|ol|p|pre|span|strong|table|ul)|p|br\s*\/?|img\s[^<>]*)>/i

/** The text of an entry as HTML, or undefined if it has none. */
export function textHtml(entry: XmlElement, isAtom: boolean): string | undefined {
  return firstHtml(entry, [...WHOLE_TEXTS, ...SUMMARIES], isAtom)
}

/** The summary that an entry has beside its text as HTML, or undefined if it has none. */
export function descriptionHtml(entry: XmlElement, isAtom: boolean): string | undefined {
  const summary = firstHtml(entry, SUMMARIES, isAtom)
  return summary === undefined || firstHtml(entry, WHOLE_TEXTS, isAtom) === undefined ? undefined : summary
}

/** The title of an entry as HTML, or undefined if it has none. */
export function titleHtml(entry: XmlElement, isAtom: boolean): string | undefined {
  return firstHtml(entry, TITLES, isAtom)
}

function firstHtml(entry: XmlElement, names: readonly string[], isAtom: boolean): string | undefined {
  for (const name of names) {
    for (const element of childrenOf(entry, name)) {
      const isTyped = isAtom ? !name.includes(':') : name.startsWith('atom:')
      const html = (isTyped ? typedHtml(element) : plainOrMarkup(element)).trim()
      if (html !== '') return html
    }
  }
  return undefined
}

/** A text of RSS. It is HTML that is escaped or, though it should not be, plain markup. */
function plainOrMarkup(element: XmlElement): string {
  return hasElements(element) ? innerHtml(element) : textOf(element)
}

/** A text of Atom as HTML. Its kind is told by `type` in Atom 1.0, and also by `mode` in Atom 0.3. */
function typedHtml(element: XmlElement): string {
  const { type, mode } = element.attributes
  if (hasElements(element)) return /html/i.test(type ?? '') ? markupOf(element) : innerHtml(element)
  const text = textOf(element)
  if (mode === 'base64') return decodeBase64(text)
  return typedText(text, (type ?? '').trim().toLowerCase())
}

function typedText(text: string, type: string): string {
  if (type === '') return LOOKS_LIKE_HTML.test(text) ? text : plainHtml(text)
  if (/html|xml/.test(type)) return text
  if (type === 'text' || type.startsWith('text/') || !BASE64.test(text)) return plainHtml(text)
  return decodeBase64(text)
}

/** The markup of an element. Some feeds escape the HTML and put it in a `div` nevertheless. */
function markupOf(element: XmlElement): string {
  const html = innerHtml(element)
  const [wrapper] = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '')
  const isWrapped = wrapper !== undefined && typeof wrapper !== 'string' && !hasElements(wrapper)
  return isWrapped && LOOKS_LIKE_HTML.test(textOf(wrapper)) && element.attributes.type === 'html'
    ? textOf(wrapper)
    : html
}

/** The decoded text; empty if it is no text but a picture. */
function decodeBase64(text: string): string {
  return decodeUtf8(Buffer.from(text, 'base64')) ?? ''
}
