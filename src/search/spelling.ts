import type { estypes } from '@elastic/elasticsearch'
import type { SuggestedOption, Term } from './answer.ts'
import { partings, partsSearch, readPartings } from './compounds.ts'
import {
  candidateSearch,
  correctable,
  describeVocabulary,
  readVocabulary,
  type Standing,
  weighOptions,
} from './options.ts'
import type { AliasedSearch, Aliases } from './ranked-searches.ts'
import { MAX_JOINED_WORDS } from './ranking.ts'
import { type Slot, slotsOf } from './slots.ts'
import { buildWordLookup, knownWords, readOptions } from './suggestions.ts'
import { termsOf } from './terms.ts'
import { splitWords, type Word } from './words.ts'

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
export function spellingSearches(q: string, aliases: Aliases): AliasedSearch[] {
  const words = splitWords(q)
  const inPosts = { suggest_title: 'title.spelling', suggest_text: 'text.spelling' }
  const inComments = { suggest_comment: 'comment.spelling' }
  return [
    { index: aliases.posts, body: buildWordLookup(q, words, inPosts) },
    { index: aliases.comments, body: buildWordLookup(q, words, inComments) },
    { index: aliases.words, body: partsSearch(partings(q, words)) },
    ...correctable(words).map((word) => ({ index: aliases.words, body: candidateSearch(word) })),
  ]
}

/** What the answers to spellingSearches tell. Where no result has the words `near` each other, even known ones are doubtful. */
export function readSpelling(q: string, answers: readonly Answer[], { near }: { near: boolean }): Spelling {
  const words = splitWords(q)
  const lookups = answers.slice(0, 2)
  const [parts, ...candidates] = answers.slice(2)
  const known = knownWords(words, lookups)
  const standingOf = (word: Word): Standing =>
    !known.has(word) ? 'unknown' : near || words.length < 2 ? 'known' : 'doubtful'

  const suggested = readOptions(lookups, known)
  const found = [
    ...readVocabulary(correctable(words), candidates, standingOf),
    ...readPartings(partings(q, words), parts, ({ kind, start, end }) => {
      const within = words.filter((word) => word.start >= start && word.end <= end)
      const optional = kind === 'join' && (!near || words.length <= MAX_JOINED_WORDS)
      return optional || within.some((word) => standingOf(word) === 'unknown')
    }),
  ]
  const options = weighOptions(q, suggested.options, found)
  return {
    words,
    known,
    terms: termsOf(q, options),
    slots: slotsOf(q, options),
    seen: [...suggested.seen, ...describeVocabulary(q, found)],
  }
}
