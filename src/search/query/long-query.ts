import type { estypes } from '@elastic/elasticsearch'
import { vocabularySpelling } from '../../content/words/words-of.ts'
import type { Language } from '../../core/language.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { AliasedSearch } from '../../elastic/msearch.ts'
import { MAX_WORDS } from '../ranking.ts'
import { contentWords } from '../request/content-words.ts'
import type { ParsedQuery } from '../request/parsed-query.ts'
import { splitWords } from '../request/words.ts'
import type { Position } from '../spelling/positions.ts'
import type { QueryParts } from './query.ts'
import { contentPositions } from './word-weights.ts'

/** Whether a query has more words than are searched for, such as a pasted paragraph. */
export function isLong(query: ParsedQuery, language: Language): boolean {
  return contentWords(query, language).length > MAX_WORDS
}

/** The search for the rarest words of a long query: those that fewest documents have. */
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

/** A long query reduced to its rarest words and those that were corrected. No document has all of its words, so a result needs neither all of them nor the phrases. */
export function keepRarest<Asked extends Pick<QueryParts, 'positions' | 'all'> & { phrases: string[] }>(
  asked: Asked,
  rarest: estypes.MsearchMultiSearchItem,
  language: Language,
): Asked {
  const rare = new Set(rarest.hits.hits.map((hit) => String(hit.fields?.word?.[0])))
  const isKept = (position: Position) =>
    position.slice(1).some(({ weight }) => weight > 0) ||
    position.some(({ text }) => spelledWords(text).some((word) => rare.has(word)))
  const kept = contentPositions(asked.positions, language).filter(isKept)
  return { ...asked, all: false, phrases: [], positions: kept.length > 0 ? kept : asked.positions }
}

function spelledWords(text: string): string[] {
  return splitWords(text).map((word) => vocabularySpelling(word.text))
}
