import { withoutWordBreaks, withWordBreaks } from '../../core/letters/word-breaks.ts'

/**
 * A word joiner at its start marks a text in another language than the blog's. Its words are indexed without the blog's
 * stemmer (`foreign_words` in index-mappings/analysis.json). No other text has one, since tidying removes them.
 */
const FOREIGN = '\u2060'

/** An invisible separator begins each line of code, so that snippets can show code as code. Analyzers pass over it. No other text has one (html-text.ts). */
export const CODE_LINE = '\u2063'
const CODE_LINES = new RegExp(CODE_LINE, 'g')

/** The text with invisible marks for the analyzers: between words that are written without spaces, and at its start if it is in another language than the blog's. A text without a language is in the blog's. A text that has such marks gets them anew. */
export function withIndexMarks(text: string, language: string | undefined, blogLanguage: string): string {
  const own = language === undefined || language.split('-')[0] === blogLanguage
  const parted = withWordBreaks(withoutAnalysisMarks(text))
  return own ? parted : FOREIGN + parted
}

/** The text, or a part of it with highlights, without the marks for the analyzers. */
export function withoutAnalysisMarks(text: string): string {
  return withoutWordBreaks(text.replace(FOREIGN, ''))
}

/** The text, or a part of it with highlights, without any of these marks. */
export function withoutIndexMarks(text: string): string {
  return withoutAnalysisMarks(text).replace(CODE_LINES, '')
}
