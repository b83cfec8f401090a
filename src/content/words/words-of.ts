import { withoutAccents } from './without-accents.ts'
import { eachWord } from './written-words.ts'

/** Where "getUserName" and "HTMLParser" have parts, and these, as index-mappings/analysis.json takes them. */
const JOINT = /[a-z\d][A-Z]|[A-Z]{3}[a-z]{2}/
const PART = /[A-Z]{2,}(?=[A-Z][a-z]{2})|[A-Z]?[a-z]{2,}|[A-Z]{2,}$/g
const CURLY_APOSTROPHES = /’/g
const POSSESSIVE = /'s$/
/** French articles and the like, as in "l'amour". */
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\p{L}{2})/u
/** Shorter ones have too many neighbours to be suggested, longer ones are no words. */
const MIN_LENGTH = 3
const MAX_LENGTH = 40
/** Letters of a code word that is taken apart: looking for parts in longer ones takes too long. */
const MAX_CODE_LENGTH = 200
/** Most words of most texts, which the vocabulary spells as they are. */
const PLAIN_ENGLISH = /^[a-z]{3,40}$/
/** Neither digits nor signs, nor scripts that are searched by pairs of their signs. */
const LETTERS = /^(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])[\p{L}\p{M}'’])+$/u
/** "getUserName" and "NullReferenceException", but neither "iPhone" nor "JavaScript". */
const CAMEL_CASE = /^\p{Ll}{2,}\p{Lu}\p{Ll}|(?:\p{Ll}\p{Lu}(?=\p{Ll}).*){2}/u

/** The word as the vocabulary spells it: lower case, Latin letters without accents, without possessive ending and elided article. */
export function vocabularySpelling(word: string): string {
  return withoutAccents(word)
    .toLowerCase()
    .replace(CURLY_APOSTROPHES, "'")
    .replace(POSSESSIVE, '')
    .replace(ELIDED, '')
}

/** The distinct words of a document's texts by which a reader may find it, as the vocabulary spells them. */
export function wordsOf(...texts: readonly string[]): Set<string> {
  const written = new Set<string>()
  for (const text of texts) eachWord(text, (from, to) => written.add(text.slice(from, to)))
  return new Set([...written].flatMap(spellingsOf))
}

/** What the vocabulary has of a written word: itself if isSuggestible allows that, and the parts of a code word. */
export function spellingsOf(written: string): string[] {
  if (PLAIN_ENGLISH.test(written)) return [written]
  return [...new Set(withParts(written).map(vocabularySpelling))]
}

function withParts(word: string): string[] {
  const parts = word.length <= MAX_CODE_LENGTH && JOINT.test(word) ? (word.match(PART) ?? []) : []
  return [word, ...parts].filter(isSuggestible)
}

/** Whether a word, as written in a text or a query, may be suggested or corrected: one of 3 to 40 letters. Code words and numbers never are. */
export function isSuggestible(word: string): boolean {
  if (!LETTERS.test(word) || CAMEL_CASE.test(word)) return false
  const { length } = vocabularySpelling(word)
  return length >= MIN_LENGTH && length <= MAX_LENGTH
}
