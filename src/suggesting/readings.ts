import type { Option } from '../search/options.ts'
import { termsOf } from '../search/terms.ts'
import type { Continuation } from './beginnings.ts'
import type { Typed } from './typed.ts'
import { LEAST_READING, MAX_READINGS } from './weights.ts'

/** A way in which what was typed may be meant. */
export type Reading = {
  text: string
  /** Whether its last word may be the beginning of a word. */
  open: boolean
  /** 1 as typed, less where words are corrected. */
  likely: number
}

/** What was typed, as it is. */
export function asTyped({ text, begun }: Typed): Reading {
  return { text, open: begun !== undefined, likely: 1 }
}

/** What was typed with its mistakes mended, the likeliest first: by other words for the finished ones, and words that the begun one may be meant to begin. */
export function correctedReadings(
  typed: Typed,
  options: readonly Option[],
  continuations: readonly Continuation[],
): Reading[] {
  const { begun } = typed
  const slips = continuations.filter(({ likely }) => likely < 1)
  const goesOn = continuations.length > slips.length
  const most = Math.max(1, ...slips.map(({ likely, documents }) => likely * Math.sqrt(documents)))
  const mended =
    begun === undefined
      ? []
      : slips.map(
          ({ word, likely, documents }): Option => ({
            start: begun.start,
            end: begun.end,
            text: word,
            score: (likely * Math.sqrt(documents)) / most,
            freq: documents,
            optional: goesOn,
          }),
        )
  const best = mended.sort((a, b) => b.score - a.score).slice(0, MAX_READINGS)
  return termsOf(typed.text, [...options, ...best])
    .slice(1)
    .map(({ term, score }) => ({ text: term, score }))
    .filter(({ score }) => score >= LEAST_READING)
    .slice(0, MAX_READINGS)
    .map(({ text, score }) => ({
      text,
      likely: score,
      open: begun !== undefined && text.endsWith(begun.text),
    }))
}
