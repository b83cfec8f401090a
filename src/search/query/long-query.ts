import type { estypes } from '@elastic/elasticsearch'
import { vocabularySpelling } from '../../content/words/words-of.ts'
import type { Language } from '../../core/language.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { AliasedSearch } from '../../elastic/msearch.ts'
import { MAX_WORDS } from '../ranking.ts'
import { contentWords } from '../request/content-words.ts'
import type { ParsedQuery } from '../request/parsed-query.ts'
import { splitWords } from '../request/words.ts'
import type { Slot } from '../spelling/slots.ts'
import type { QueryParts } from './query.ts'
import { soughtSlots } from './word-weights.ts'

/** Whether a query has more words than are looked for, such as a paragraph that was pasted. */
export function isLong(query: ParsedQuery, language: Language): boolean {
  return contentWords(query, language).length > MAX_WORDS
}

/** The search for those words of a long query that fewest documents have. */
export function rarestSearch(query: ParsedQuery, language: Language, aliases: IndexNames): AliasedSearch {
  const words = contentWords(query, language).flatMap(spelledWords)
  const body = {
    size: MAX_WORDS,
    track_total_hits: false,
    _source: false,
    stored_fields: ['_none_'],
    docvalue_fields: ['word'],
    sort: [{ documents: 'asc' }, { word: 'asc' }],
    query: { terms: { word: words } },
  }
  return { index: aliases.words, body }
}

/** What is asked of a long query: its rarest words, and those that were corrected. Nothing has all of them, nor need it have what was quoted. */
export function keepRarest<Asked extends Pick<QueryParts, 'slots' | 'all'> & { phrases: string[] }>(
  asked: Asked,
  rarest: estypes.MsearchMultiSearchItem,
  language: Language,
): Asked {
  const rare = new Set(rarest.hits.hits.map((hit) => String(hit.fields?.word?.[0])))
  const isKept = (slot: Slot) =>
    slot.slice(1).some(({ weight }) => weight > 0) ||
    slot.some(({ text }) => spelledWords(text).some((word) => rare.has(word)))
  const kept = soughtSlots(asked.slots, language).filter(isKept)
  return { ...asked, all: false, phrases: [], slots: kept.length > 0 ? kept : asked.slots }
}

function spelledWords(text: string): string[] {
  return splitWords(text).map((word) => vocabularySpelling(word.text))
}
