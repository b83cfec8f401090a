import type { Piece } from '../js/client.ts'

type Attributes = Record<string, string | boolean | undefined>

/** An element with attributes and children. Strings become text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : value)
  }
  node.append(...children)
  return node
}

/** The pieces of a text; those that match are marked, and code is code. */
export function marked(pieces: readonly Piece[]): (Node | string)[] {
  return pieces.map(({ text, hit, code }) => {
    const node = hit ? make('mark', {}, text) : text
    return code ? make('code', {}, node) : node
  })
}

/** A safe address for a link, resolved against the page; `#` for any that is not http(s), since it may run code. */
export function safeUrl(url: string): string {
  if (!URL.canParse(url, document.baseURI)) return '#'
  const { protocol, href } = new URL(url, document.baseURI)
  return /^https?:$/.test(protocol) ? href : '#'
}

const SVG = 'http://www.w3.org/2000/svg'

/** The icon of the search button. */
export const magnifyingGlass = () => picture('M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11m4.2 9.7 4.3 4.3')
/** The icon of the close button. */
export const cross = () => picture('m5 5 10 10M15 5 5 15')

function picture(lines: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', lines)
  svg.append(path)
  return svg
}
