/** A range of a query, in UTF-16 code units. */
export type Range = { start: number; end: number }

/** A word of the query, with its offsets in UTF-16 code units, as Elasticsearch counts them. */
export type Word = { text: string; start: number; end: number }

/** Words that the analyzers of index-mappings keep whole, though Unicode's rules would split them: "C++", "F#", ".NET", "--save-dev". For "-la" and "-12" see OPTION_SIGN. */
const CODE_WORDS = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}_])[a-z](?:\+\+(?!\+)|#(?!\p{L}))\d*`,
    String.raw`(?<![\p{L}\p{N}_.])\.net\d*(?![\p{L}_])`,
    String.raw`(?<![\p{L}\p{N}_-])--\p{L}[\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*`,
  ].join('|'),
  'giu',
)

/** The dash of "-la" and "-12", which belongs to the word. The analyzers replace it by "_", one for one, and so does splitWords. */
const OPTION_SIGN = /(?<!\S)-(?=[\p{L}\p{N}])/gu

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** The words of a query by the rules of Unicode (UAX #29), which Elasticsearch's standard tokenizer follows too. Code words stay whole. */
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

/** The words of a text; those joined by a hyphen are one, since the analyzers decide how to split them. */
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

const CJK = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]+$/u

/** Whether a word is Chinese, Japanese or Korean. Such words are searched by pairs of their characters, so that they may stand within longer ones. */
export function isCjk(text: string): boolean {
  return CJK.test(text)
}

/** The words of a query that were not quoted. */
export function freeWords(words: readonly Word[], quoted: readonly Range[]): Word[] {
  return words.filter(({ start, end }) => !quoted.some((range) => range.start <= start && end <= range.end))
}

/** The words of a part of a query that begins at `from`, as they stand in the query. A mark for a long vowel belongs to the kana before it: "らーめん". */
function plainWords(q: string, part: string, from: number): Word[] {
  const words: Word[] = []
  for (const { segment, index, isWordLike } of segmenter.segment(part)) {
    if (!isWordLike) continue
    const start = from + index
    const end = start + segment.length
    const last = words.at(-1)
    const goesOn = last?.end === start && (segment.startsWith('ー') || last.text.endsWith('ー'))
    if (goesOn) words[words.length - 1] = { text: q.slice(last.start, end), start: last.start, end }
    else words.push({ text: q.slice(start, end), start, end })
  }
  return words
}

/** A way to tell the words of texts in lower case, which splits each text once. */
export function lowerCaseWords(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (text) => {
    const words = known.get(text) ?? splitWords(text.toLowerCase()).map((word) => word.text)
    known.set(text, words)
    return words
  }
}
