/** Scripts that write sentences without spaces. Chinese and Japanese are searched by pairs of characters instead. */
const RUN = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu
const BREAK = '\u200b'
const BREAKS = new RegExp(BREAK, 'g')

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })

/** The text with a zero-width space between the words of Thai, Lao, Khmer and Burmese, as Unicode's dictionaries cut them. Elasticsearch's tokenizer takes a whole sentence of theirs for one word without it. */
export function withWordBreaks(text: string): string {
  return text.replace(RUN, (run) => Array.from(segmenter.segment(run), ({ segment }) => segment).join(BREAK))
}

/** The text without zero-width spaces. */
export function withoutWordBreaks(text: string): string {
  return text.replace(BREAKS, '')
}
