/** A word, or a code word with its digits and underscores; the letter before a hyphen belongs to it, as in "e-mail". */
const WORD = /(?:(?<![\p{L}\p{N}_-])\p{L}[-‐](?=\p{L}{2}))?[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}\p{M}\p{N}_]+)*/gu
const LATIN_MARKS = /(?<=\p{Script=Latin})\p{M}+/gu
const HYPHEN = /(?<=^\p{L})[-‐]/u
const CURLY_APOSTROPHES = /’/g
const POSSESSIVE = /'s$/
/** French articles and the like, as in "l'amour". */
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\p{L}{2})/u
/** Shorter ones have too many neighbours to be suggested, longer ones are no words. */
const MIN_LENGTH = 3
const MAX_LENGTH = 40
/** "getUserName" and "NullReferenceException", but neither "iPhone" nor "JavaScript". */
const CAMEL_CASE = /^\p{Ll}{2,}\p{Lu}\p{Ll}|(?:\p{Ll}\p{Lu}(?=\p{Ll}).*){2}/u
/** Neither digits nor signs, nor scripts that are searched by pairs of their signs. */
const PLAIN_WORD = /^(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])[\p{L}\p{M}'’])+$/u

/** The word as the vocabulary spells it: lower case, Latin letters without accents, without possessive ending, elided article and the hyphen of "e-mail". */
export function vocabularySpelling(word: string): string {
  return withoutAccents(word)
    .toLowerCase()
    .replace(CURLY_APOSTROPHES, "'")
    .replace(HYPHEN, '')
    .replace(POSSESSIVE, '')
    .replace(ELIDED, '')
}

/** The distinct words of a text that a reader might look for, as the vocabulary spells them: what isSuggestible allows. Of "node.js" they are the parts. */
export function wordsOf(text: string): Set<string> {
  const words = withoutAccents(text).match(WORD) ?? []
  return new Set(words.filter(isSuggestible).map(vocabularySpelling))
}

/** Whether a word, as written in a text or a query, may be suggested or corrected: one of 3 to 40 letters. Code words and numbers never are. */
export function isSuggestible(word: string): boolean {
  const { length } = vocabularySpelling(word)
  return (
    length >= MIN_LENGTH &&
    length <= MAX_LENGTH &&
    PLAIN_WORD.test(word.replace(HYPHEN, '')) &&
    !CAMEL_CASE.test(word)
  )
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(LATIN_MARKS, '').normalize('NFC')
}
