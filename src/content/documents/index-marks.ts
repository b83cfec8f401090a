import { withoutWordBreaks, withWordBreaks } from '../../core/letters/word-breaks.ts'

/**
 * Invisible marks that tell the analyzers of index-mappings/analysis.json what they would have to find out by costly patterns. A text of
 * a document has no others, since tidying removes them.
 */
/** After a sign within a word: a hyphen that joins two words ("add-on"), or a separator of thousands ("1,043"). After a word: the word is in another language than the blog's, and has no stem. */
const JOINER = '\u2060'
/** After a sign that belongs to a word: "C++", "C#", ".NET", "ls -la". */
const SIGN_OF_WORD = '\u2064'
const MARKS = /[\u2060\u2064]/g

/** Begins each line of code, so that snippets can show code as code. Analyzers pass over it. Tidying writes it (html-text.ts). */
export const CODE_LINE = '\u2063'
const CODE_LINES = new RegExp(CODE_LINE, 'g')

/** A hyphen between a word of letters and another word. Chinese and Japanese are searched by pairs of characters. */
const HYPHEN =
  /[-‐‑](?<=(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])\p{L}.)(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])(?=[\p{L}\p{M}\p{N}]{1,30}(?![\p{L}\p{M}\p{N}]))(?<=(?<![\p{L}\p{M}\p{N}'’])\p{L}{1,30}.)/gu
const ONE_WORD = /^[\p{L}\p{M}\p{N}]+$/u
const THOUSANDS =
  /\d(?<![\p{L}\p{M}\p{N}_].)(?<!\d[.,'’].)\d{0,2}(?:[.,'’]\d{3}){1,4}(?![\p{L}\p{M}\p{N}_]|[.,'’]\d)/gu
const SEPARATOR = /[.,'’]/g
/** The same as `code_signs` of index-mappings/analysis.json, which reads queries. */
const CODE_SIGN =
  /[-+#.](?:(?<=(?<![\p{L}\p{N}_])[A-Za-z](?:#|\+(?=\+)|\+\+))(?!\p{L})|(?<=(?<![\p{L}\p{N}_-])-)(?=-\p{L})|(?<=(?<![\p{L}\p{N}_-])--)(?=\p{L})|(?<=(?<![^\s:_\u2063])-)(?=[\p{L}\p{N}])|(?<=(?<![\p{L}\p{N}_.])\.)(?=[Nn][Ee][Tt](?![\p{L}_])))/gu
/** A word, except in scripts that have no stems here and are searched by pairs of their characters. */
const WORD =
  /(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])[\p{L}\p{M}\p{N}'_\u2060\u2064]|(?<=\d)\.(?=\d))+/gu

/** The text with invisible marks for the analyzers, and between words that are written without spaces. A text without a language is in the blog's. */
export function withIndexMarks(text: string, language: string | undefined, blogLanguage: string): string {
  const marked = withJoinedWords(
    withWordBreaks(text)
      .replace(CODE_SIGN, `$&${SIGN_OF_WORD}`)
      .replace(THOUSANDS, (number) => number.replace(SEPARATOR, `$&${JOINER}`)),
  )
  const own = language === undefined || language.split('-')[0] === blogLanguage
  return own ? marked : marked.replace(WORD, `$&${JOINER}`)
}

/** The text, or a part of it with highlights, without the marks for the analyzers. */
export function withoutAnalysisMarks(text: string): string {
  return withoutWordBreaks(text.replace(MARKS, ''))
}

/** Marks hyphens between two words. Of three words in a row, the first two are joined. */
function withJoinedWords(text: string): string {
  let joinedAt = -1
  return text.replace(HYPHEN, (hyphen: string, at: number) => {
    if (joinedAt >= 0 && ONE_WORD.test(text.slice(joinedAt + 1, at))) return hyphen
    joinedAt = at
    return hyphen + JOINER
  })
}

/** The text, or a part of it with highlights, without any of these marks. */
export function withoutIndexMarks(text: string): string {
  return withoutAnalysisMarks(text).replace(CODE_LINES, '')
}
