/** Scripts that write sentences without spaces. Chinese and Japanese are searched by pairs of characters instead. */
const RUN = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu
const BREAK = '\u200b'
const BREAKS = new RegExp(BREAK, 'g')

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })

/** Two letters of Lao that are written as one, too. The dictionary has words only with the one. */
export const DIGRAPHS: ReadonlyMap<string, string> = new Map([
  ['ຫນ', 'ໜ'],
  ['ຫມ', 'ໝ'],
])
const DIGRAPH = /ຫ[ນມ]/g

/** The text with one letter of Lao in place of two. */
export function withDigraphs(text: string): string {
  return text.replace(DIGRAPH, (letters) => DIGRAPHS.get(letters) ?? letters)
}

/** The text with a zero-width space between the words of Thai, Lao, Khmer and Burmese, as Unicode's dictionaries cut them. Elasticsearch's tokenizer takes a whole sentence of theirs for one word without it. */
export function withWordBreaks(text: string): string {
  return text.replace(RUN, cut)
}

function cut(run: string): string {
  const known = withDigraphs(run)
  let at = 0
  return Array.from(segmenter.segment(known), ({ segment }) => {
    const from = at
    for (const letter of segment) at += run.startsWith(letter, at) ? letter.length : 2
    return run.slice(from, at)
  }).join(BREAK)
}

/** The text without zero-width spaces. */
export function withoutWordBreaks(text: string): string {
  return text.replace(BREAKS, '')
}
