import type { estypes } from '@elastic/elasticsearch'
import { isSuggestible, vocabularySpelling } from '../../content/words/words-of.ts'
import type { SearchBody } from '../../elastic/request-types.ts'
import { COMPLETION_COST, MAX_ALTERNATIVES } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import { isCommonWord } from '../request/stop-words.ts'
import type { Word } from '../request/words.ts'
import { readCandidates } from './candidates.ts'
import { likelihoodOfCost } from './likelihood.ts'
import type { Spelled } from './options.ts'

type Query = Pick<SearchInput, 'query' | 'prefix'>

const LETTERS_ALONE = /^[\p{L}\p{M}]+$/u

/** The prefix token of a query: its last word, if that may be the beginning of a word. While the reader types, any word may be; afterwards, only one that is long enough to tell which word is meant. */
export function prefixTokenOf({ query: { words, free }, prefix }: Query): Word | undefined {
  const last = free.at(-1)
  if (last === undefined || last !== words.at(-1) || !LETTERS_ALONE.test(last.text)) return undefined
  return prefix || (isSuggestible(last.text) && !isCommonWord(last.text)) ? last : undefined
}

/** Whether the last word may be the beginning of a code, such as "log4n", which is no word of the vocabulary. */
export function isCodePrefix(input: Query): boolean {
  return input.prefix && prefixTokenOf(input) === undefined
}

/** The search for the vocabulary's words that begin with the prefix token, the most frequent first. */
export function completionSearch({ text }: Word): SearchBody {
  return {
    size: MAX_ALTERNATIVES + 1,
    track_total_hits: false,
    _source: false,
    stored_fields: ['_none_'],
    docvalue_fields: ['word', 'documents'],
    sort: [{ documents: 'desc' }, { word: 'asc' }],
    query: { prefix: { word: { value: vocabularySpelling(text) } } },
  }
}

/** The words that the prefix token may begin, as spellings of it. */
export function readCompletions(
  { text }: Word,
  answer: estypes.MsearchMultiSearchItem | undefined,
): Spelled[] {
  const typed = vocabularySpelling(text)
  return readCandidates(answer?.hits.hits ?? [])
    .filter(({ word }) => word !== typed && !isCommonWord(word))
    .map(({ word, documents }) => ({
      text: word,
      score: likelihoodOfCost(COMPLETION_COST, documents),
      freq: documents,
    }))
}
