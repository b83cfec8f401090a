import { cardToHtml, escapeHtml, isRecord } from './cards.ts'

/** Kinds of sections, as the format numbers them. */
const MARKUP = 1
const LIST = 3
const CARD = 10
const ATOM = 1

/** The text of a post in Mobiledoc, the format of Ghost's editor before version 5, as HTML. Throws a SyntaxError if it is no JSON. */
export function mobiledocToHtml(mobiledoc: string): string {
  const document: unknown = JSON.parse(mobiledoc)
  if (!isRecord(document)) return ''
  const atoms = listOf(document.atoms)
  const cards = listOf(document.cards)
  return listOf(document.sections)
    .map((section) => {
      const [kind, second, third] = listOf(section)
      if (kind === MARKUP) return `<p>${markersToHtml(third, atoms)}</p>`
      if (kind === LIST)
        return listOf(third)
          .map((item) => `<li>${markersToHtml(item, atoms)}</li>`)
          .join('')
      if (kind !== CARD) return ''
      const [name, payload] = listOf(cards[Number(second)])
      return cardToHtml(String(name), isRecord(payload) ? payload : {}) ?? ''
    })
    .join('')
}

function markersToHtml(markers: unknown, atoms: readonly unknown[]): string {
  return listOf(markers)
    .map((marker) => {
      const [kind, , , value] = listOf(marker)
      if (kind !== ATOM) return escapeHtml(String(value ?? ''))
      const [name, text] = listOf(atoms[Number(value)])
      return name === 'soft-return' ? '<br>' : escapeHtml(String(text ?? ''))
    })
    .join('')
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
