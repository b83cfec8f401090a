import { parseText } from '../request/parsed-query.ts'
import type { Option } from '../spelling/options.ts'
import { termsOf } from '../spelling/terms.ts'
import type { Continuation } from './beginnings.ts'
import type { Typed } from './typed.ts'
import { LEAST_READING, MAX_CORRECTED_READINGS } from './weights.ts'

/** A reading: one way in which the typed text may be meant. */
export type Reading = {
  text: string
  /** Whether its last word may be the beginning of a word. */
  open: boolean
  /** 1 as typed, less where words are corrected. */
  likely: number
}

/** One way in which the finished words, all before the prefix token, may be meant. */
export type Start = { text: string; likely: number }

/** The reading of the text as typed. */
export function asTyped({ text, prefixToken }: Typed): Reading {
  return { text, open: prefixToken !== undefined, likely: 1 }
}

/** The ways in which the finished words may be meant, the likeliest first. The words as typed are one of them only if the vocabulary has them all. */
export function startsOf({ text, prefixToken }: Typed, options: readonly Option[]): Start[] {
  const finished = text.slice(0, prefixToken?.start ?? text.length)
  const corrected = termsOf(parseText(finished), options)
    .slice(1)
    .map(({ term, score }) => ({ text: term, likely: score }))
  const isKnown = options.every(({ optional }) => optional === true)
  return [...(isKnown ? [{ text: finished, likely: 1 }] : []), ...corrected]
}

/** The readings with mistakes corrected, the likeliest first: corrections of the finished words, with words that the prefix token may become. */
export function correctedReadings(
  typed: Typed,
  starts: readonly Start[],
  continuations: readonly Continuation[],
): Reading[] {
  const { prefixToken, text } = typed
  return starts
    .flatMap((start) => endings(prefixToken?.text, continuations).map((ending) => join(start, ending)))
    .filter((reading) => reading.text !== text && reading.likely >= LEAST_READING)
    .sort((a, b) => b.likely - a.likely)
    .slice(0, MAX_CORRECTED_READINGS)
}

function join(start: Start, ending: Reading): Reading {
  return { ...ending, text: start.text + ending.text, likely: start.likely * ending.likely }
}

/** The ways in which the prefix token may be meant: as typed, if words begin so, and as words that begin almost so. The likelihoods of these are relative to each other. */
function endings(prefixToken: string | undefined, continuations: readonly Continuation[]): Reading[] {
  if (prefixToken === undefined) return [{ text: '', open: false, likely: 1 }]
  const slips = continuations.filter(({ likely }) => likely < 1)
  const weights = slips.map(({ likely, documents }) => likely * Math.sqrt(documents))
  const most = Math.max(...weights, Number.MIN_VALUE)
  const corrected = slips.map(({ word }, i) => ({
    text: word,
    open: false,
    likely: (weights[i] ?? 0) / most,
  }))
  const asItIs = { text: prefixToken, open: true, likely: 1 }
  return slips.length === continuations.length && slips.length > 0 ? corrected : [asItIs, ...corrected]
}
