import { toPlainTitle } from '../../documents/plain-text.ts'
import { childrenOf, firstText, textOf, type XmlElement } from './xml-element.ts'

/** A longer text is no name, and validation would refuse the post because of it. */
const MAX_LENGTH = 1_000
const EMAIL = /(?:mailto:)?[^\s<>()"',;:]+@[^\s<>()"',;]+\.[^\s<>()"',;]+/gi

/** The name of a person without e-mail address: `Joe` of `joe@example.org (Joe)`. Undefined if there is only an address. */
export function personName(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const rest = text
    .replace(EMAIL, '')
    .replace(/<\s*>|\(\s*\)|["']\s*["']/g, '')
    .trim()
  const name = rest === text.trim() ? rest : (/^[("'](?<inner>.*)[)"']$/s.exec(rest)?.groups?.inner ?? rest)
  return plainName(name)
}

/** The authors of an entry, or of a whole feed, joined by commas. */
export function authorsOf(element: XmlElement): string | undefined {
  const elements = ['dc:creator', 'dc:author', 'author', 'atom:author', 'itunes:author'].map((name) =>
    childrenOf(element, name).flatMap((author) => personName(nameIn(author)) ?? []),
  )
  const names = elements.find((found) => found.length > 0)
  return names && [...new Set(names)].join(', ')
}

function nameIn(author: XmlElement): string {
  return firstText(author, ['name', 'atom:name']) ?? textOf(author)
}

/** The tags and categories of an entry. A category of RSS or Atom is a category, unless its domain or scheme says that it is a tag. */
export function labelsOf(entry: XmlElement): { tags: string[]; categories: string[] } {
  const labels = { tags: childrenOf(entry, 'dc:subject').map(textOf), categories: [] as string[] }
  for (const category of ['category', 'atom:category'].flatMap((name) => childrenOf(entry, name))) {
    const { label, term, scheme, domain } = category.attributes
    const kind = scheme ?? domain ?? ''
    const isTag = /(?:^|[/#_])(?:post_)?tags?$/i.test(kind)
    if (!kind.endsWith('#kind')) labels[isTag ? 'tags' : 'categories'].push(label ?? term ?? textOf(category))
  }
  return { tags: plainNames(labels.tags), categories: plainNames(labels.categories) }
}

/** Names as a reader sees them, each once. */
export function plainNames(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => plainName(name) ?? []))]
}

/** A name as a reader sees it. Names are often escaped twice. */
function plainName(name: string): string | undefined {
  return name.length > MAX_LENGTH ? undefined : toPlainTitle(name, 'html') || undefined
}
