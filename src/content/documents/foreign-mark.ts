/**
 * A text that begins with a word joiner is in another language than the blog: its words are indexed without the blog's
 * stemmer (`foreign_words` in index-mappings/analysis.json). No other text has one: tidying takes them out.
 */
const FOREIGN = '\u2060'

/** The text, marked if it is in another language than the blog's. Without a language, it is the blog's. */
export function markForeign(text: string, language: string | undefined, blogLanguage: string): string {
  const own = language === undefined || language.split('-')[0] === blogLanguage
  return own ? text : FOREIGN + text
}

/** The text, or a part of it with highlights, as the reader sees it. */
export function withoutMark(text: string): string {
  return text.replace(FOREIGN, '')
}
