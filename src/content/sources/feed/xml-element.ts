/** An element of a feed. Names are in lower case, with the prefixes of `xml-names.ts`. */
export type XmlElement = {
  name: string
  attributes: Readonly<Record<string, string>>
  children: (XmlElement | string)[]
  /** The `xml:base` of it, or of an element around it. */
  base: string | undefined
  /** The `xml:lang` of it, or of an element around it. */
  language: string | undefined
}

/** The direct children of an element that have this name, in order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string').filter((child) => child.name === name)
}

/** The first text of the elements of these names. */
export function firstText(element: XmlElement, names: readonly string[]): string | undefined {
  return textsOf(element, names)[0]
}

/** The texts of the elements of these names that have one, in the order of the names. */
export function textsOf(element: XmlElement, names: readonly string[]): string[] {
  return names.flatMap((name) => childrenOf(element, name).map(textOf)).filter((text) => text !== '')
}

/** The text directly in an element, without white space around it. */
export function textOf(element: XmlElement): string {
  return element.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim()
}

export function hasElements(element: XmlElement): boolean {
  return element.children.some((child) => typeof child !== 'string')
}

/** The markup in an element as HTML, without prefixes. */
export function innerHtml(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? escapeHtml(child) : outerHtml(child)))
    .join('')
}

const VOID = new Set(['area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'source', 'track', 'wbr'])

function outerHtml(element: XmlElement): string {
  const name = element.name.replace(/^.*:/, '')
  const attributes = Object.entries(element.attributes)
    .filter(([attribute]) => !attribute.startsWith('xml'))
    .map(([attribute, value]) => ` ${attribute}="${escapeHtml(value).replaceAll('"', '&quot;')}"`)
  const start = `<${name}${attributes.join('')}>`
  return VOID.has(name) ? start : `${start}${innerHtml(element)}</${name}>`
}

/** Plain text as HTML. A named entity that XML does not have, such as `&nbsp;`, was meant as one and stays. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&(?!(?!amp;|lt;|gt;|quot;|apos;)[a-z][a-z0-9]{1,31};)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** Plain text of several lines as HTML. */
export function plainHtml(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>')
}
