import type { estypes } from '@elastic/elasticsearch'
import type { SuggestedOption, Term } from './answer.ts'
import { partings, partsSearch, readPartings } from './compounds.ts'
import type { SearchInput } from './input.ts'
import {
  candidateSearch,
  correctable,
  describeVocabulary,
  type Option,
  readVocabulary,
  type Standing,
  weighOptions,
  wordsOfVocabulary,
} from './options.ts'
import type { AliasedSearch, Aliases } from './ranked-searches.ts'
import { MAX_JOINED_WORDS } from './ranking.ts'
import { type Slot, slotsOf } from './slots.ts'
import { buildWordLookup, knownWords, readOptions } from './suggestions.ts'
import { describeSynonyms } from './synonyms.ts'
import { termsOf } from './terms.ts'
import { freeWords, splitWords, type Word } from './words.ts'

type Answer = estypes.MsearchMultiSearchItem

/** What became of the words of a query: which are known, and how the query may be meant. */
export type Spelling = {
  words: Word[]
  known: ReadonlySet<Word>
  terms: Term[]
  slots: Slot[]
  seen: SuggestedOption[]
}

/** The searches that find out about the words of a query: the suggesters of posts and of comments, and the vocabulary. */
export function spellingSearches(input: SearchInput, aliases: Aliases): AliasedSearch[] {
  if (!input.fuzzy) return []
  const { q, prefix } = input
  const words = splitWords(q)
  const inPosts = { suggest_title: 'title.spelling', suggest_text: 'text.spelling' }
  const inComments = { suggest_comment: 'comment.spelling' }
  return [
    {
      index: aliases.posts,
      body: buildWordLookup(q, words, { suggesters: inPosts, others: ['author.words'], prefix }),
    },
    {
      index: aliases.comments,
      body: buildWordLookup(q, words, { suggesters: inComments, others: [], prefix }),
    },
    { index: aliases.words, body: partsSearch(partings(input)) },
    ...correctable(freeWords(words, input.fixed)).map((word) => ({
      index: aliases.words,
      body: candidateSearch(word),
    })),
  ]
}

/** What the answers to spellingSearches tell, beside the synonyms. Where no result has the words `near` each other, even known ones are doubtful. */
export function readSpelling(
  input: SearchInput,
  answers: readonly Answer[],
  { near, synonyms }: { near: boolean; synonyms: readonly Option[] },
): Spelling {
  const { q } = input
  const words = splitWords(q)
  const free = freeWords(words, input.fixed)
  const lookups = answers.slice(0, 2)
  const [parts, ...candidates] = answers.slice(2)
  const known = new Set([...knownWords(words, lookups), ...wordsOfVocabulary(correctable(free), candidates)])
  const settled = new Set([...known, ...words.filter((word) => !free.includes(word))])
  const standingOf = (word: Word): Standing =>
    !known.has(word) ? 'unknown' : near || words.length < 2 ? 'known' : 'doubtful'

  const suggested = readOptions(lookups, settled)
  const found = [
    ...readVocabulary(correctable(free), candidates, standingOf),
    ...readPartings(partings(input), parts, ({ kind, start, end }) => {
      const within = words.filter((word) => word.start >= start && word.end <= end)
      const optional = kind === 'join' && (!near || words.length <= MAX_JOINED_WORDS)
      return optional || within.some((word) => standingOf(word) === 'unknown')
    }),
  ]
  const options = [...weighOptions(q, suggested.options, found), ...synonyms]
  return {
    words,
    known,
    terms: termsOf(q, options),
    slots: slotsOf(q, options),
    seen: [...describeSynonyms(q, synonyms), ...suggested.seen, ...describeVocabulary(q, found)],
  }
}
