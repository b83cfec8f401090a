/** A stretch of a query, in UTF-16 code units. */
export type Range = { start: number; end: number }

/** A word of the query, by its place: UTF-16 code units, as Elasticsearch counts offsets. */
export type Word = { text: string; start: number; end: number }

/** What the analyzers of index-mappings take for one word, though Unicode's rules would split it: "C++", "F#", ".NET", "--save-dev", "e-mail". For "-la" and "-12" see OPTION_SIGN. */
const CODE_WORDS = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}_])[a-z](?:\+\+(?!\+)|#(?!\p{L}))\d*`,
    String.raw`(?<![\p{L}\p{N}_.])\.net\d*(?![\p{L}_])`,
    String.raw`(?<![\p{L}\p{N}_-])--\p{L}[\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*`,
    String.raw`(?<![\p{L}\p{N}_-])e-mail\p{L}*`,
  ].join('|'),
  'giu',
)

/** The dash of "-la" and "-12", which belongs to the word. The analyzers write it as "_", one for one, and so it is read here. */
const OPTION_SIGN = /(?<!\S)-(?=[\p{L}\p{N}])/gu

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** The words of a query by the rules of Unicode (UAX #29), which Elasticsearch's standard tokenizer follows too, and code words whole. */
export function splitWords(q: string): Word[] {
  const words: Word[] = []
  const signed = q.replace(OPTION_SIGN, '_')
  let done = 0
  for (const { 0: text, index } of q.matchAll(CODE_WORDS)) {
    words.push(...plainWords(q, signed.slice(done, index), done), {
      text,
      start: index,
      end: index + text.length,
    })
    done = index + text.length
  }
  return [...words, ...plainWords(q, signed.slice(done), done)]
}

/** The words of a text, but those that a hyphen joins are one: analyzers decide what such a word is. */
export function compoundsOf(q: string, words: readonly Word[]): Word[] {
  const compounds: Word[] = []
  for (const word of words) {
    const last = compounds.at(-1)
    if (last !== undefined && /^[-‐]$/.test(q.slice(last.end, word.start))) {
      compounds[compounds.length - 1] = {
        text: q.slice(last.start, word.end),
        start: last.start,
        end: word.end,
      }
    } else compounds.push(word)
  }
  return compounds
}

/** Those of a query's words that were not quoted. */
export function freeWords(words: readonly Word[], quoted: readonly Range[]): Word[] {
  return words.filter(({ start, end }) => !quoted.some((range) => range.start <= start && end <= range.end))
}

/** The words of a part of a query that begins at `from`, as they stand in the query. */
function plainWords(q: string, part: string, from: number): Word[] {
  return [...segmenter.segment(part)].flatMap(({ segment, index, isWordLike }) => {
    const start = from + index
    const end = start + segment.length
    return isWordLike ? [{ text: q.slice(start, end), start, end }] : []
  })
}
