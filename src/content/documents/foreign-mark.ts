/**
 * A word joiner at its start marks a text in another language than the blog's. Its words are indexed without the blog's
 * stemmer (`foreign_words` in index-mappings/analysis.json). No other text has one, since tidying removes them.
 */
const FOREIGN = '\u2060'

/** The text, marked if it is in another language than the blog's. A text without a language is in the blog's. */
export function markForeign(text: string, language: string | undefined, blogLanguage: string): string {
  const own = language === undefined || language.split('-')[0] === blogLanguage
  return own ? text : FOREIGN + text
}

/** The text, or a part of it with highlights, without the mark. */
export function withoutMark(text: string): string {
  return text.replace(FOREIGN, '')
}
