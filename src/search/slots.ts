import type { Option } from './options.ts'
import { MAX_READINGS } from './ranking.ts'
import { splitWords } from './words.ts'

/** What may stand at one place of the query: the word as typed, and its alternatives, best first. */
export type Slot = string[]

/** The places of a query in their order. Alternatives for two neighbouring words have no place of their own. */
export function slotsOf(q: string, options: readonly Option[]): Slot[] {
  const mended = new Set(options.map(({ start }) => start)).size
  const most = Math.max(1, Math.floor(MAX_READINGS / mended))
  return splitWords(q).map(({ text, start, end }) => {
    const alternatives = options
      .filter((option) => option.start === start && option.end === end)
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
    return [...new Set([text, ...alternatives.map((option) => option.text)])]
  })
}
