import type { IndexNames } from '../../elastic/aliases.ts'
import type { Answers, Searches } from '../../elastic/ask.ts'
import { MAX_CORRECTED_WORDS } from '../ranking.ts'
import { isCommonWord } from '../request/stop-words.ts'
import type { Word } from '../request/words.ts'
import { candidateSearch, correctable, readCandidateWords, type Spelled } from './options.ts'
import { buildWordLookup, readKnown, readSuggestions, type Suggestion } from './suggestions.ts'

/** Facts about one word of the blog, which do not depend on the rest of the query. */
export type WordFacts = {
  /** Whether a title, a text, a comment, a label, an author's name or an address has a form of it, or the vocabulary has it. */
  known: boolean
  /** Words of the vocabulary that may have been meant, likeliest first; for a known word only those that are far more frequent. */
  options: readonly Spelled[]
  /** The spellings that the suggesters offer. */
  suggested: readonly Suggestion[]
}

/** Some words of a query, and those of them that may be corrected. */
export type AskedWords = { words: readonly Word[]; free: readonly Word[] }

/** Words that are looked up at most. Each is a filter of an aggregation, and a longer query has enough other words. */
const MAX_LOOKED_UP = 64

/** The fields that make a word known. The fields of stems have every word as spelled, too: as all queries do, this one asks them for both. */
const IN_POSTS = {
  fields: ['title', 'text', 'labels', 'author.words', 'slug'],
  suggesters: { suggest_title: 'title.spelling', suggest_text: 'text.spelling' },
}
const IN_COMMENTS = {
  fields: ['comment.spelling'],
  unsure: ['comment'],
  suggesters: { suggest_comment: 'comment.spelling' },
}

/** The parts of the searches about words: one with suggesters in posts, one in comments, and one of the vocabulary for each word that may be corrected. */
export type FactPart = 'wordsInPosts' | 'wordsInComments' | 'candidates'

/** The searches for facts about words; none if there are no words. */
export function factSearches(asked: AskedWords, aliases: IndexNames): Searches<FactPart> {
  if (asked.words.length === 0) return { wordsInPosts: [], wordsInComments: [], candidates: [] }
  const words = lookedUp(asked)
  const suggestible = longest(asked)
  const lookup = (where: typeof IN_POSTS | typeof IN_COMMENTS) => buildWordLookup(words, suggestible, where)
  return {
    wordsInPosts: [{ index: aliases.posts, body: lookup(IN_POSTS) }],
    wordsInComments: [{ index: aliases.comments, body: lookup(IN_COMMENTS) }],
    candidates: correctable(suggestible).map((word) => ({
      index: aliases.words,
      body: candidateSearch(word),
    })),
  }
}

/** Reads the facts from the answers to factSearches. A word that was not looked up counts as known, since nothing speaks against it. */
export function readFacts(
  asked: AskedWords,
  { wordsInPosts, wordsInComments, candidates }: Answers<FactPart>,
): Map<Word, WordFacts> {
  if (asked.words.length === 0) return new Map()
  const lookups = [...wordsInPosts, ...wordsInComments]
  const words = lookedUp(asked)
  const suggestible = longest(asked)
  const corrected = correctable(suggestible)
  const suggestions = readSuggestions(suggestible, lookups)
  const found = readKnown(words, lookups)
  const facts = asked.words.map((word): [Word, WordFacts] => {
    const known = found[words.indexOf(word)] ?? true
    const vocabulary = candidates[corrected.indexOf(word)]
    const { inVocabulary, options } = readCandidateWords(word, vocabulary, known)
    const suggested = suggestions[suggestible.indexOf(word)] ?? []
    return [word, { known: known || inVocabulary, options, suggested }]
  })
  return new Map(facts)
}

/** The words whose facts are complete, so that they hold in any query. Quoted words, and words beyond those that are corrected at once, were not asked about in full. */
export function wordsAskedInFull(asked: AskedWords): Word[] {
  const suggestible = longest(asked)
  const words = lookedUp(asked)
  return asked.free.filter(
    (word) => words.includes(word) && (suggestible.includes(word) || isCommonWord(word.text)),
  )
}

function lookedUp({ words }: AskedWords): readonly Word[] {
  return words.slice(0, MAX_LOOKED_UP)
}

/** The words that may be corrected, in the order of the query: the longest that are no common words, since they are the rarest and the likeliest to be mistyped. */
function longest(asked: AskedWords): Word[] {
  const words = lookedUp(asked)
  const sought = asked.free.filter((word) => words.includes(word) && !isCommonWord(word.text))
  const kept = new Set(sought.toSorted((a, b) => b.text.length - a.text.length).slice(0, MAX_CORRECTED_WORDS))
  return sought.filter((word) => kept.has(word))
}
