import {
  MAX_ALTERNATIVES,
  MAX_TRIED,
  MAX_WORDS,
  SHARE_OF_BEST,
  SHARE_OF_BEST_ALONE,
  TYPED_SCORE,
} from '../ranking.ts'
import { type ParsedText, parseText } from '../request/parsed-query.ts'
import type { Option } from './options.ts'
import type { SearchTerm } from './term.ts'

/** A correction of the query: every misspelled word replaced by one of its options. */
type Correction = { replacements: Option[]; score: number; freq: number }

/** The query as typed and its best alternatives, each with its boosts: at most five for a single word, at most fifteen where other words can tell which was meant. */
export function termsOf(query: ParsedText, options: readonly Option[]): SearchTerm[] {
  const q = query.text
  const most = query.words.length > 1 ? MAX_TRIED : MAX_ALTERNATIVES
  const alternatives = corrections(options, most)
    .map((correction) => ({
      term: splice(q, correction.replacements),
      score: correction.score,
      asTyped: correction.replacements.every(({ isForm }) => isForm === true),
    }))
    .filter(({ term }, i, all) => term !== q && all.findIndex((other) => other.term === term) === i)
    .slice(0, most)
  return boosted([
    { parsed: query, score: TYPED_SCORE, asTyped: true },
    ...alternatives.map(({ term, ...others }) => ({ parsed: parseText(term), ...others })),
  ])
}

/** The i-th of n terms, from 0, has boost (n - i) x score, so that earlier terms stand well above the rest. */
function boosted(terms: readonly { parsed: ParsedText; score: number; asTyped: boolean }[]): SearchTerm[] {
  return terms.map(({ parsed: { text, words, compounds }, score, asTyped }, i) => {
    const textBoost = (terms.length - i) * score
    return { term: text, score, textBoost, words, compounds, asTyped }
  })
}

/** The corrections of all misspelled words together, best first. A correction's score is the product of its options' scores. After each word only as many corrections are kept as can be used. None of the best is lost, since products only shrink. */
function corrections(options: readonly Option[], most: number): Correction[] {
  const nothing: Correction[] = [{ replacements: [], score: 1, freq: Number.POSITIVE_INFINITY }]
  const all = groupByStart(options).reduce<Correction[]>(
    (ways, word) =>
      ways
        .flatMap((way) => continuations(way, word))
        .sort(byScoreThenFrequency)
        .slice(0, most + 1),
    nothing,
  )
  return all.filter((way) => way.replacements.length > 0)
}

function groupByStart(options: readonly Option[]): Option[][] {
  const groups = new Map<number, Option[]>()
  for (const option of options) groups.set(option.start, [...(groups.get(option.start) ?? []), option])
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)
}

/** A correction continues with each option of a word that it has not corrected yet, and stays as it is if all of them are optional. */
function continuations(way: Correction, word: readonly Option[]): Correction[] {
  const correctedTo = way.replacements.at(-1)?.end ?? 0
  const possible = word.filter(({ start }) => start >= correctedTo)
  const mayStay = possible.every(({ optional }) => optional === true)
  return [...(mayStay ? [way] : []), ...possible.map((option) => extend(way, option))]
}

function extend(way: Correction, option: Option): Correction {
  return {
    replacements: [...way.replacements, option],
    score: way.score * option.score,
    freq: Math.min(way.freq, option.freq),
  }
}

function byScoreThenFrequency(a: Correction, b: Correction): number {
  return b.score - a.score || b.freq - a.freq || compareText(spelling(a), spelling(b))
}

function spelling(correction: Correction): string {
  return correction.replacements.map((option) => option.text).join(' ')
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The query with its replacements made from the last to the first, so that offsets stay right. */
function splice(q: string, replacements: readonly Option[]): string {
  return [...replacements]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: option }) => text.slice(0, start) + option + text.slice(end), q)
}

/** The query as typed and in other forms, and the corrections that come near the likeliest: posts with a word of the others are noise. */
export function likelyTerms(terms: readonly SearchTerm[]): SearchTerm[] {
  const [typed, ...others] = terms
  const length = typed?.words.length ?? 0
  const share = length > 1 ? SHARE_OF_BEST : SHARE_OF_BEST_ALONE
  // It is not known yet whether a document has the halves of a split word beside each other, so unsplit terms come first.
  const corrected = others.filter(({ asTyped }) => !asTyped)
  const best = corrected.find(({ words }) => words.length <= length) ?? corrected[0]
  const least = share * (best?.score ?? 0)
  return terms.filter((term, i) => term.asTyped || (i <= MAX_ALTERNATIVES && term.score >= least))
}

/** The terms that are searched for as phrases: the query as typed (of a long query its beginning) and the likely alternatives, together at most MAX_WORDS words. */
export function phraseTerms(terms: readonly SearchTerm[]): SearchTerm[] {
  const [typed, ...others] = likelyTerms(terms)
  if (typed === undefined) return []
  return [beginningOf(typed), ...withinWords(others, MAX_WORDS - typed.words.length)]
}

/** The first of the terms, which have at most `most` words together. */
export function withinWords(terms: readonly SearchTerm[], most: number): SearchTerm[] {
  let left = most
  return terms.filter(({ words }) => {
    left -= words.length
    return left >= 0
  })
}

/** The first MAX_WORDS words of a term. */
function beginningOf(term: SearchTerm): SearchTerm {
  const beyond = term.words[MAX_WORDS]
  if (beyond === undefined) return term
  const { text, words, compounds } = parseText(term.term.slice(0, beyond.start).trim())
  return { ...term, term: text, words, compounds }
}
