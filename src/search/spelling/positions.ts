import { MAX_DOUBTFUL, MAX_JOINED, MAX_READINGS } from '../ranking.ts'
import type { ParsedText } from '../request/parsed-query.ts'
import type { Word } from '../request/words.ts'
import type { Option } from './options.ts'

/** A text that may stand at a position of the query. Its weight is 1 if it was typed or is the likeliest correction of an unknown word, and less otherwise. The weight is 0 if the text counts only with all other words in a row. */
export type WeightedText = { text: string; weight: number }

/** The candidates for one position of the query: the word as typed, then its alternatives, likeliest first. */
export type Position = WeightedText[]

/** The positions of a query in their order. Alternatives for two neighbouring words together have no position. */
export function positionsOf(query: ParsedText, options: readonly Option[]): Position[] {
  const likely = options.filter(({ inARow }) => inARow !== true)
  const corrected = new Set(likely.map(({ start }) => start)).size
  return splitPositions(query, options).map((position) => {
    const own = options.filter((option) => isAt(option, position))
    const most = own.some((option) => likely.includes(option))
      ? Math.max(1, Math.floor(MAX_READINGS / corrected))
      : MAX_DOUBTFUL
    const others = readingsOf(own).slice(0, most)
    return [{ text: position.text, weight: 1 }, ...others.filter(({ text }) => text !== position.text)]
  })
}

/** The likeliest texts that replace neighbouring words of the query together: "javascript" for "java script". */
export function joinedTexts(query: ParsedText, options: readonly Option[]): WeightedText[] {
  const positions = splitPositions(query, options)
  const joined = options.filter((option) => !positions.some((position) => isAt(option, position)))
  return readingsOf(joined).slice(0, MAX_JOINED)
}

/** Whether some word of the query must be corrected, so that no document can have the query as typed. */
export function needsCorrection(positions: readonly Position[]): boolean {
  return positions.some((position) => position.slice(1).some(({ weight }) => weight === 1))
}

function isAt(option: Option, position: Word): boolean {
  return option.start === position.start && option.end === position.end
}

/** Options as weighted texts, heaviest first. The likeliest correction of a word that must be corrected weighs as much as a word typed right. */
function readingsOf(options: readonly Option[]): WeightedText[] {
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

/** The compounds of a query. A compound in which a single word has alternatives is split into its words. */
function splitPositions({ words, compounds }: ParsedText, options: readonly Option[]): Word[] {
  return compounds.flatMap((compound) => {
    const within = words.filter(({ start, end }) => start >= compound.start && end <= compound.end)
    const corrected = within.some(({ start, end }) =>
      options.some((option) => option.start === start && option.end === end),
    )
    return corrected ? within : [compound]
  })
}
