import type { Option } from './options.ts'
import { MAX_READINGS } from './ranking.ts'
import { splitCompounds, splitWords, type Word } from './words.ts'

/** What may stand at one place of the query: the word as typed, and its alternatives, best first. */
export type Slot = string[]

/** The places of a query in their order. Alternatives for two neighbouring words have no place of their own. */
export function slotsOf(q: string, options: readonly Option[]): Slot[] {
  const mended = new Set(options.map(({ start }) => start)).size
  const most = Math.max(1, Math.floor(MAX_READINGS / mended))
  return placesOf(q, options).map(({ text, start, end }) => {
    const alternatives = options
      .filter((option) => option.start === start && option.end === end)
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
    return [...new Set([text, ...alternatives.map((option) => option.text)])]
  })
}

/** The compounds of a query, and the words of those in which a single word has alternatives. */
function placesOf(q: string, options: readonly Option[]): Word[] {
  const words = splitWords(q)
  return splitCompounds(q).flatMap((compound) => {
    const within = words.filter(({ start, end }) => start >= compound.start && end <= compound.end)
    const mended = within.some(({ start, end }) =>
      options.some((option) => option.start === start && option.end === end),
    )
    return mended ? within : [compound]
  })
}
