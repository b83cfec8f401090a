import type { estypes } from '@elastic/elasticsearch'
import { filterCount } from '../../elastic/filter-counts.ts'
import type { Query } from '../../elastic/request-types.ts'
import { SUGGESTER } from '../ranking.ts'
import type { Word } from '../request/words.ts'

/** A search about words, in posts or in comments: which are known, and suggestions for the others. */
type WordLookup = Pick<estypes.SearchRequest, 'size' | 'aggs' | 'suggest'>

/** A spelling that a suggester offers for the part of a word from `from` to `to`; `score` is Elasticsearch's, by edits alone. */
export type Suggestion = {
  suggester: string
  from: number
  to: number
  text: string
  score: number
  freq: number
}

/** How one alias is asked. `fields` make a word known; those of `unsure` do so only if enough documents have it. `suggesters` are spelling fields by suggester name: each needs a name of its own, or all but the last would be lost. */
type LookupOptions = {
  fields: readonly string[]
  unsure?: readonly string[]
  suggesters: Record<string, string>
}

/** One of so many documents, counted up to 10,000, has the stem of any mistake, such as "poltical" in "poltically". A blog with 24,000 comments had such stems of 9 of 300 mistyped words, each fewer than four times. */
const DOCUMENTS_A_MISTAKE = 2_500

/** The lookup of some words in one alias. The suggesters are asked only about those of `suggestible`. */
export function buildWordLookup(
  words: readonly Word[],
  suggestible: readonly Word[],
  { fields, unsure = [], suggesters }: LookupOptions,
): WordLookup {
  const filters = words.flatMap(({ text }, i) => [
    [wordKey(i), hasWord(text, fields)],
    ...(unsure.length > 0 ? [[unsureKey(i), hasWord(text, unsure)]] : []),
  ])
  return {
    size: 0,
    aggs: { words: { filters: { filters: Object.fromEntries(filters) } } },
    ...(suggestible.length > 0 && {
      suggest: {
        text: textOf(suggestible),
        ...Object.fromEntries(
          Object.entries(suggesters).map(([name, field]) => [name, { term: { field, ...SUGGESTER } }]),
        ),
      },
    }),
  }
}

/** The words as one text, as the suggesters get it. */
function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ')
}

function wordKey(index: number): string {
  return `word_${index}`
}

function unsureKey(index: number): string {
  return `unsure_${index}`
}

function hasWord(query: string, fields: readonly string[]): Query {
  return { multi_match: { query, fields: [...fields], operator: 'and' } }
}

type Answer = estypes.MsearchMultiSearchItem

/** Whether each of the words is in a live document, by the answers of all lookups. */
export function readKnown(words: readonly Word[], lookups: readonly Answer[]): boolean[] {
  const has = (lookup: Answer, i: number) =>
    filterCount(lookup, 'words', wordKey(i)) > 0 ||
    filterCount(lookup, 'words', unsureKey(i)) > documentsOf(lookup) / DOCUMENTS_A_MISTAKE
  return words.map((_, i) => lookups.some((lookup) => has(lookup, i)))
}

function documentsOf({ hits }: Answer): number {
  return typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? 0)
}

/** The suggestions for each of the words that the suggesters were asked about. */
export function readSuggestions(words: readonly Word[], lookups: readonly Answer[]): Suggestion[][] {
  const starts = startsOf(words)
  const all = [...suggested(lookups)]
  return words.map((word, i) => {
    const start = starts[i] ?? 0
    const end = start + word.text.length
    return all
      .filter(({ entry }) => start <= entry.offset && entry.offset < end)
      .map(({ suggester, entry, option }) => ({
        suggester,
        from: entry.offset - start,
        to: entry.offset - start + entry.length,
        text: option.text,
        score: option.score,
        freq: option.freq,
      }))
  })
}

/** Where each word begins in textOf(words). */
function startsOf(words: readonly Word[]): number[] {
  let start = 0
  return words.map(({ text }) => {
    const own = start
    start += text.length + 1
    return own
  })
}

function* suggested(lookups: readonly Answer[]) {
  for (const lookup of lookups) {
    for (const [suggester, entries] of Object.entries(lookup.suggest ?? {})) {
      for (const entry of entries as estypes.SearchTermSuggest[]) {
        for (const option of [entry.options].flat()) yield { suggester, entry, option }
      }
    }
  }
}
