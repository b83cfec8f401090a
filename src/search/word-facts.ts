import type { estypes } from '@elastic/elasticsearch'
import { candidateSearch, correctable, isCorrectable, readCandidateWords, type Spelled } from './options.ts'
import type { AliasedSearch, Aliases } from './ranked-searches.ts'
import { buildWordLookup, readKnown, readSuggestions, type Suggestion } from './suggestions.ts'
import type { Word } from './words.ts'

/** What the blog tells of one word, whatever else is asked. */
export type WordFacts = {
  /** Whether a title, a text, an author's name or a comment has it, or the vocabulary. */
  known: boolean
  /** Words of the vocabulary that may have been meant, likeliest first; for a known word only those that are far more frequent. */
  options: readonly Spelled[]
  /** What the suggesters offer. */
  suggested: readonly Suggestion[]
}

/** Some words of a query: those that may be corrected, and the one that may be only the beginning of one. */
export type AskedWords = { words: readonly Word[]; free: readonly Word[]; beginning: Word | undefined }

/** The searches that find out about words: the suggesters of posts and of comments, and the vocabulary. None without words. */
export function factSearches({ words, free, beginning }: AskedWords, aliases: Aliases): AliasedSearch[] {
  if (words.length === 0) return []
  const inPosts = { suggest_title: 'title.spelling', suggest_text: 'text.spelling' }
  const inComments = { suggest_comment: 'comment.spelling' }
  return [
    {
      index: aliases.posts,
      body: buildWordLookup(words, { suggesters: inPosts, others: ['author.words'], beginning }),
    },
    {
      index: aliases.comments,
      body: buildWordLookup(words, { suggesters: inComments, others: [], beginning }),
    },
    ...correctable(free).map((word) => ({ index: aliases.words, body: candidateSearch(word) })),
  ]
}

/** The facts that the answers to factSearches tell. */
export function readFacts(
  { words, free }: AskedWords,
  answers: readonly estypes.MsearchMultiSearchItem[],
): Map<Word, WordFacts> {
  if (words.length === 0) return new Map()
  const lookups = answers.slice(0, 2)
  const asked = correctable(free)
  const suggestions = readSuggestions(words, lookups)
  const known = readKnown(words, lookups)
  const facts = words.map((word, i): [Word, WordFacts] => {
    const place = asked.indexOf(word)
    const vocabulary = place < 0 ? undefined : answers[2 + place]
    const { inVocabulary, options } = readCandidateWords(word, vocabulary, known[i] ?? false)
    return [word, { known: (known[i] ?? false) || inVocabulary, options, suggested: suggestions[i] ?? [] }]
  })
  return new Map(facts)
}

/** Those of the words whose facts hold in any query: about quoted ones, beginnings, and more than are corrected at once, not all was asked. */
export function wordsAskedInFull({ free, beginning }: AskedWords): Word[] {
  const asked = correctable(free)
  return free.filter((word) => word !== beginning && (asked.includes(word) || !isCorrectable(word)))
}
