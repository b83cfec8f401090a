import type { estypes } from '@elastic/elasticsearch'
import { isSuggestible, vocabularySpelling } from '../../content/words/words-of.ts'
import type { SearchBody } from '../../elastic/request-types.ts'
import { COMPOUND_COST, MAX_CORRECTED_WORDS, MAX_JOINED_WORDS, MIN_HALF } from '../ranking.ts'
import type { ParsedQuery } from '../request/parsed-query.ts'
import type { Word } from '../request/words.ts'
import { likelihoodOfCost } from './likelihood.ts'
import type { Option } from './options.ts'

/** Another way to divide a range of the query into words: one word for two neighbours ("javascript" for "java script"), or two for one. */
export type Parting = { kind: 'join' | 'split'; start: number; end: number; parts: string[] }

/** All such ways for a query: neighbours that only white space separates are joined, and words are split in two. */
export function partings({ text, free }: ParsedQuery): Parting[] {
  const asked = free.slice(0, MAX_CORRECTED_WORDS)
  return [...joins(text, asked), ...asked.flatMap(splits)]
}

function joins(q: string, words: readonly Word[]): Parting[] {
  return words.flatMap((left, i) => {
    const right = words[i + 1]
    if (right === undefined || !/^\s$/.test(q.slice(left.end, right.start))) return []
    const joined = vocabularySpelling(left.text + right.text).replaceAll('.', '')
    const parting = { kind: 'join' as const, start: left.start, end: right.end, parts: [joined] }
    return isSuggestible(joined) ? [parting] : []
  })
}

function splits({ text, start, end }: Word): Parting[] {
  const letters = vocabularySpelling(text)
  if (!isSuggestible(letters)) return []
  const cuts = Math.max(0, letters.length - 2 * MIN_HALF + 1)
  return Array.from({ length: cuts }, (_, i) => ({
    kind: 'split',
    start,
    end,
    parts: [letters.slice(0, MIN_HALF + i), letters.slice(MIN_HALF + i)],
  }))
}

/** The neighbours of a short query joined, before it is known whether the blog has such words. A long query would have too many. */
export function joinedNeighbours({ text, words, free }: ParsedQuery): Option[] {
  if (words.length > MAX_JOINED_WORDS) return []
  return joins(text, free).map(({ start, end, parts }) => ({
    start,
    end,
    text: parts.join(' '),
    freq: 1,
    optional: true,
    score: likelihoodOfCost(COMPOUND_COST, 1),
  }))
}

/** The search that tells which of the parts the blog has. */
export function partsSearch(all: readonly Parting[]): SearchBody {
  const parts = [...new Set(all.flatMap((parting) => parting.parts))]
  return {
    size: parts.length,
    track_total_hits: false,
    _source: false,
    stored_fields: ['_none_'],
    docvalue_fields: ['word', 'documents'],
    query: { constant_score: { filter: { terms: { word: parts } } } },
  }
}

/** The partings whose parts the blog has, as options. */
export function readPartings(
  all: readonly Parting[],
  answer: estypes.MsearchMultiSearchItem | undefined,
  isNeeded: (parting: Parting) => boolean,
): Option[] {
  const documents = new Map(
    (answer?.hits.hits ?? []).map((hit) => [
      String(hit.fields?.word?.[0]),
      Number(hit.fields?.documents?.[0]),
    ]),
  )
  return all.filter(isNeeded).flatMap(({ kind, start, end, parts }) => {
    const freq = Math.min(...parts.map((part) => documents.get(part) ?? 0))
    const score = likelihoodOfCost(COMPOUND_COST, freq)
    const option = { start, end, text: parts.join(' '), freq, score, optional: kind === 'join' }
    return freq === 0 ? [] : [option]
  })
}
