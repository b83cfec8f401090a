import { MAX_DOUBTFUL, MAX_JOINED, MAX_READINGS } from '../ranking.ts'
import type { ParsedText } from '../request/parsed-query.ts'
import type { Word } from '../request/words.ts'
import type { Option } from './options.ts'

/** A text that may stand at a place of the query. Its weight is 1 if it was typed or is the likeliest correction of a word that the blog does not have, else less, and 0 if it counts only with all other words in a row. */
export type Reading = { text: string; weight: number }

/** What may stand at one place of the query: the word as typed, and its alternatives, likeliest first. */
export type Slot = Reading[]

/** The places of a query in their order. Alternatives for two neighbouring words have no place of their own. */
export function slotsOf(query: ParsedText, options: readonly Option[]): Slot[] {
  const likely = options.filter(({ inARow }) => inARow !== true)
  const mended = new Set(likely.map(({ start }) => start)).size
  return placesOf(query, options).map((place) => {
    const own = options.filter((option) => isAt(option, place))
    const most = own.some((option) => likely.includes(option))
      ? Math.max(1, Math.floor(MAX_READINGS / mended))
      : MAX_DOUBTFUL
    const others = readingsOf(own).slice(0, most)
    return [{ text: place.text, weight: 1 }, ...others.filter(({ text }) => text !== place.text)]
  })
}

/** The likeliest words that stand for neighbouring words of the query together: "javascript" for "java script". */
export function joinedReadings(query: ParsedText, options: readonly Option[]): Reading[] {
  const places = placesOf(query, options)
  const joined = options.filter((option) => !places.some((place) => isAt(option, place)))
  return readingsOf(joined).slice(0, MAX_JOINED)
}

/** Whether some word of the query must be corrected, so that nothing can have it as typed. */
export function mustBeMended(slots: readonly Slot[]): boolean {
  return slots.some((slot) => slot.slice(1).some(({ weight }) => weight === 1))
}

function isAt(option: Option, place: Word): boolean {
  return option.start === place.start && option.end === place.end
}

/** Options as readings, likeliest first. A word that must be corrected weighs as much as one that was typed right. */
function readingsOf(options: readonly Option[]): Reading[] {
  const needed = options.filter(({ optional, inARow }) => optional !== true && inARow !== true)
  const best = Math.max(...needed.map(({ score }) => score), 0)
  const weightOf = ({ score, optional, inARow }: Option) => {
    if (inARow === true) return 0
    return optional === true ? score : score / best
  }
  return options
    .map((option) => ({ text: option.text, weight: weightOf(option) }))
    .sort((a, b) => b.weight - a.weight)
}

/** The compounds of a query, and the words of those in which a single word has alternatives. */
function placesOf({ words, compounds }: ParsedText, options: readonly Option[]): Word[] {
  return compounds.flatMap((compound) => {
    const within = words.filter(({ start, end }) => start >= compound.start && end <= compound.end)
    const mended = within.some(({ start, end }) =>
      options.some((option) => option.start === start && option.end === end),
    )
    return mended ? within : [compound]
  })
}
