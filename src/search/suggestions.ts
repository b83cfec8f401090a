import type { estypes } from '@elastic/elasticsearch'
import type { SuggestedOption } from './answer.ts'
import { filterCount } from './filter-counts.ts'
import { MIN_OPTION_SCORE, SUGGESTER } from './ranking.ts'
import type { Word } from './words.ts'

/** A search that finds out about the words of a query, in posts or in comments: which ones are known, and how others may be meant. */
export type WordLookup = Pick<estypes.SearchRequest, 'size' | 'aggs' | 'suggest'>

/** A spelling that a suggester offers for the word at `start` to `end` of the query; `score` is Elasticsearch's, by edits alone. */
export type Suggestion = { start: number; end: number; text: string; score: number; freq: number }

/** How one alias is asked: its suggesters by name (a shared name would lose all but the last), each on a spelling field; other fields that make a word known; and whether the last word may be the beginning of one. */
type LookupOptions = { suggesters: Record<string, string>; others: readonly string[]; prefix: boolean }

/** The word lookup of one alias. */
export function buildWordLookup(
  q: string,
  words: readonly Word[],
  { suggesters, others, prefix }: LookupOptions,
): WordLookup {
  const fields = [...Object.values(suggesters), ...others]
  const filters = words.map((word, i) => [
    wordKey(i),
    hasWord(word.text, fields, prefix && i === words.length - 1),
  ])
  return {
    size: 0,
    ...(words.length > 0 && { aggs: { words: { filters: { filters: Object.fromEntries(filters) } } } }),
    suggest: {
      text: q,
      ...Object.fromEntries(
        Object.entries(suggesters).map(([name, field]) => [name, { term: { field, ...SUGGESTER } }]),
      ),
    },
  }
}

function wordKey(index: number): string {
  return `word_${index}`
}

function hasWord(
  query: string,
  fields: readonly string[],
  beginning: boolean,
): estypes.QueryDslQueryContainer {
  const matches = fields.map((field) =>
    beginning
      ? { match_phrase_prefix: { [field]: { query } } }
      : { match: { [field]: { query, operator: 'and' as const } } },
  )
  return { bool: { should: matches } }
}

/** Which words any of the lookups found in a live document. */
export function knownWords(
  words: readonly Word[],
  lookups: readonly estypes.MsearchMultiSearchItem[],
): Set<Word> {
  return new Set(
    words.filter((_, i) => lookups.some((lookup) => filterCount(lookup, 'words', wordKey(i)) > 0)),
  )
}

/**
 * All options of the suggesters, each with what becomes of it: `used`, or why not. A token of Elasticsearch belongs to the word of
 * ours that it overlaps; an option for a known word is not used, whatever a single field may miss.
 */
export function readOptions(
  lookups: readonly estypes.MsearchMultiSearchItem[],
  known: ReadonlySet<Word>,
): { options: Suggestion[]; seen: SuggestedOption[] } {
  const options = new Map<string, Suggestion>()
  const seen: SuggestedOption[] = []
  for (const { suggester, entry, option } of suggested(lookups)) {
    const end = entry.offset + entry.length
    const outcome = outcomeOf(option, isKnown(entry.offset, end, known))
    seen.push({
      suggester,
      word: entry.text,
      option: option.text,
      score: option.score,
      freq: option.freq,
      outcome,
    })
    if (outcome !== 'used') continue
    const key = `${entry.offset} ${option.text}`
    const freq = Math.max(option.freq, options.get(key)?.freq ?? 0)
    options.set(key, {
      start: entry.offset,
      end,
      text: option.text,
      score: option.score,
      freq,
    })
  }
  return { options: [...options.values()], seen }
}

function* suggested(lookups: readonly estypes.MsearchMultiSearchItem[]) {
  for (const lookup of lookups) {
    for (const [suggester, entries] of Object.entries(lookup.suggest ?? {})) {
      for (const entry of entries as estypes.SearchTermSuggest[]) {
        for (const option of [entry.options].flat()) yield { suggester, entry, option }
      }
    }
  }
}

function isKnown(start: number, end: number, known: ReadonlySet<Word>): boolean {
  return [...known].some((word) => word.start < end && start < word.end)
}

function outcomeOf(option: estypes.SearchTermSuggestOption, known: boolean): string {
  if (known) return 'not used: the word as typed is known'
  return option.score >= MIN_OPTION_SCORE ? 'used' : `not used: its score is below ${MIN_OPTION_SCORE}`
}
