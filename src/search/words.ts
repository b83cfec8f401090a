/** A word of the query, by its place: UTF-16 code units, as Elasticsearch counts offsets. */
export type Word = { text: string; start: number; end: number }

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** The words of a query by the rules of Unicode (UAX #29), which Elasticsearch's standard tokenizer follows too. */
export function splitWords(q: string): Word[] {
  return [...segmenter.segment(q)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike ? [{ text: segment, start: index, end: index + segment.length }] : [],
  )
}
