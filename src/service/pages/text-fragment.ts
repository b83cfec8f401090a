import type { Piece } from '../../search/answer/answer.ts'

/** Words that a text fragment needs at least. Fewer are likely to stand elsewhere on the page too, such as in its title. */
const FEWEST_WORDS = 4
/** Words that it has at most. More of them are more likely to cross the edge of a paragraph, where a fragment finds nothing. */
const MOST_WORDS = 7

/** Words and gaps between words that generators of pages leave as they are. They change quotes, dashes and dots. */
const PLAIN_WORD = /^[\p{L}\p{M}\p{N}]+$/u
const PLAIN_GAP = /^(?:,? |-)?$/
/** A word that may begin a heading, a cell or an item of a list, whose edges the text does not show. */
const MAY_BEGIN_BLOCK = /^[\p{Lu}\p{N}]/u

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** The address of the place in a post where a snippet stands: the address with a text fragment, to which browsers scroll. Undefined where it would be unsure to lead there. */
export function placeOf(url: string, snippet: readonly Piece[]): string | undefined {
  if (url.includes('#')) return undefined
  const text = snippet.map((piece) => piece.text).join('')
  const before = snippet.findIndex(({ hit }) => hit)
  if (before < 0) return undefined
  const hit = snippet.slice(0, before).reduce((length, piece) => length + piece.text.length, 0)
  const words = bestWindow(runAround(text, hit), hit)
  const [first, last] = [words[0], words.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const phrase = text.slice(first.start, last.end)
  // A dash has a meaning of its own in a text fragment.
  return `${url}#:~:text=${encodeURIComponent(phrase).replaceAll('-', '%2D')}`
}

type Word = { start: number; end: number; text: string }

/** The words around a place that stand as they are on the page too, without a gap. */
function runAround(text: string, place: number): readonly Word[] {
  const words = [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ start: index, end: index + segment.length, text: segment }))
  const at = words.findIndex(({ start, end }) => start <= place && place < end)
  const breaks = (i: number) => !joins(text, words[i - 1], words[i])
  let [first, next] = [at, at + 1]
  while (first > 0 && !breaks(first)) first -= 1
  while (next < words.length && !breaks(next)) next += 1
  return at < 0 || !PLAIN_WORD.test(words[at]?.text ?? '') ? [] : words.slice(first, next)
}

function joins(text: string, word: Word | undefined, next: Word | undefined): boolean {
  if (word === undefined || next === undefined) return false
  return (
    PLAIN_WORD.test(word.text) &&
    PLAIN_WORD.test(next.text) &&
    PLAIN_GAP.test(text.slice(word.end, next.start))
  )
}

/** The words around a place that are least likely to cross an edge, the place near their middle; none if they would be too few. */
function bestWindow(run: readonly Word[], place: number): readonly Word[] {
  if (run.length < FEWEST_WORDS) return []
  const size = Math.min(MOST_WORDS, run.length)
  const at = run.findIndex(({ end }) => place < end)
  const windows = Array.from({ length: run.length - size + 1 }, (_, first) => first)
    .filter((first) => first <= at && at < first + size)
    .map((first) => ({
      first,
      risk: riskOf(run.slice(first, first + size)),
      off: Math.abs(first + size / 2 - at),
    }))
    .sort((a, b) => a.risk - b.risk || a.off - b.off)
  const { first = 0 } = windows[0] ?? {}
  return run.slice(first, first + size)
}

function riskOf(words: readonly Word[]): number {
  return words.slice(1).filter(({ text }) => MAY_BEGIN_BLOCK.test(text)).length
}
