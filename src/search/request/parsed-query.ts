import { compoundsOf, freeWords, type Range, splitWords, type Word } from './words.ts'

/** A text and its words. */
export type ParsedText = {
  text: string
  words: readonly Word[]
  /** The words; those joined by a hyphen are one. */
  compounds: readonly Word[]
}

/** The text of a query, without its operators. It is parsed once, and all later steps use it. */
export type ParsedQuery = ParsedText & {
  /** The ranges of the text that were quoted. */
  quoted: readonly Range[]
  /** The words that were not quoted. Only these are corrected. */
  free: readonly Word[]
}

/** A text with its words. */
export function parseText(text: string): ParsedText {
  const words = splitWords(text)
  return { text, words, compounds: compoundsOf(text, words) }
}

/** A query with its words. The text is normalised already. */
export function parseQuery(text: string, quoted: readonly Range[] = []): ParsedQuery {
  const parsed = parseText(text)
  return { ...parsed, quoted, free: freeWords(parsed.words, quoted) }
}
