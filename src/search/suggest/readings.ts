import { parseText } from '../request/parsed-query.ts'
import type { Option } from '../spelling/options.ts'
import { termsOf } from '../spelling/terms.ts'
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

/** A way in which the finished words may be meant: all that comes before the begun one. */
export type Start = { text: string; likely: number }

/** What was typed, as it is. */
export function asTyped({ text, begun }: Typed): Reading {
  return { text, open: begun !== undefined, likely: 1 }
}

/** The ways in which the finished words may be meant, the likeliest first: as typed only if the vocabulary has them all. */
export function startsOf({ text, begun }: Typed, options: readonly Option[]): Start[] {
  const finished = text.slice(0, begun?.start ?? text.length)
  const mended = termsOf(parseText(finished), options)
    .slice(1)
    .map(({ term, score }) => ({ text: term, likely: score }))
  const isKnown = options.every(({ optional }) => optional === true)
  return [...(isKnown ? [{ text: finished, likely: 1 }] : []), ...mended]
}

/** What was typed with its mistakes mended, the likeliest first: by other words for the finished ones, and words that the begun one may be meant to begin. */
export function correctedReadings(
  typed: Typed,
  starts: readonly Start[],
  continuations: readonly Continuation[],
): Reading[] {
  const { begun, text } = typed
  return starts
    .flatMap((start) => endings(begun?.text, continuations).map((ending) => join(start, ending)))
    .filter((reading) => reading.text !== text && reading.likely >= LEAST_READING)
    .sort((a, b) => b.likely - a.likely)
    .slice(0, MAX_READINGS)
}

function join(start: Start, ending: Reading): Reading {
  return { ...ending, text: start.text + ending.text, likely: start.likely * ending.likely }
}

/** How the begun word may be meant: as it is, if words begin so, and as others that begin almost so. Of these only how likely they are beside each other counts. */
function endings(begun: string | undefined, continuations: readonly Continuation[]): Reading[] {
  if (begun === undefined) return [{ text: '', open: false, likely: 1 }]
  const slips = continuations.filter(({ likely }) => likely < 1)
  const weights = slips.map(({ likely, documents }) => likely * Math.sqrt(documents))
  const most = Math.max(...weights, Number.MIN_VALUE)
  const mended = slips.map(({ word }, i) => ({ text: word, open: false, likely: (weights[i] ?? 0) / most }))
  const asItIs = { text: begun, open: true, likely: 1 }
  return slips.length === continuations.length && slips.length > 0 ? mended : [asItIs, ...mended]
}
