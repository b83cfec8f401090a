import { foldCompatibility } from '../../core/letters/compatibility.ts'
import { withoutOptionalMarks } from '../../core/letters/letters.ts'
import { withoutAccents } from './without-accents.ts'
import { eachWord } from './written-words.ts'

/** The joints in "getUserName" and "HTMLParser", and the parts of such words, as in index-mappings/analysis.json. */
const JOINT = /[a-z\d][A-Z]|[A-Z]{3}[a-z]{2}/
const PART = /[A-Z]{2,}(?=[A-Z][a-z]{2})|[A-Z]?[a-z]{2,}|[A-Z]{2,}$/g
const CURLY_APOSTROPHES = /’/g
const POSSESSIVE = /'s$/
/** Elided articles and similar words of French and Italian, as in "l'amour" and "dell'arte". */
const ELIDED =
  /^(?:[cdjlmnstv]|qu|jusqu|lorsqu|puisqu|quoiqu|gl|un|(?:a|da|de|ne|su|co)ll|(?:a|da|de|ne|su)gl)'(?=\p{L}{2})/u
/** Lengths of words in the vocabulary. Shorter words have too many neighbours to be suggested, longer ones are no words. */
const MIN_LENGTH = 3
const MAX_LENGTH = 40
/** Letters of a code word that is split into parts. Longer ones would take too long. */
const MAX_CODE_LENGTH = 200
/** Words that the vocabulary spells as they are: most words of most texts. */
const PLAIN_ENGLISH = /^[a-z]{3,40}$/
/** Letters only: neither digits nor signs, nor scripts that are searched by pairs of their characters. */
const LETTERS = /^(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])[\p{L}\p{M}'’\u200c])+$/u
/** "getUserName" and "NullReferenceException", but neither "iPhone" nor "JavaScript". */
const CAMEL_CASE = /^\p{Ll}{2,}\p{Lu}\p{Ll}|(?:\p{Ll}\p{Lu}(?=\p{Ll}).*){2}/u

/** The word as the vocabulary spells it: lower case, in compatibility forms, without accents of Latin letters and optional marks of others, without possessive ending and elided article. */
export function vocabularySpelling(word: string): string {
  return withoutAccents(withoutOptionalMarks(foldCompatibility(word)))
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

/** The spellings of a written word in the vocabulary: the word itself if isSuggestible allows it, and the parts of a code word. */
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
