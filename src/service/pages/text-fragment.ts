import type { Piece } from '../../search/answer/answer.ts'

/** Words that a text fragment needs at least. Fewer are likely to stand elsewhere on the page too, such as in its title. */
const FEWEST_WORDS = 4
/** Words that it has at most, counted around the match. More of them are more likely to cross the edge of a paragraph. */
const MOST_WORDS = 10

/** Characters that generators of pages leave as they are. They change quotes, dashes and dots, and what stands in code is set apart. */
const UNCHANGED = /(?:[\p{L}\p{M}\p{N}]+(?:, |-(?=\p{L})| )?)+/gu

const words = new Intl.Segmenter('en', { granularity: 'word' })

/** The address of the place in a post where a snippet stands: the address with a text fragment, at which browsers scroll. Undefined where it would be unsure to lead there. */
export function placeOf(url: string, snippet: readonly Piece[]): string | undefined {
  if (url.includes('#')) return undefined
  const text = snippet.map((piece) => piece.text).join('')
  const hit = hitIn(snippet)
  if (hit === undefined) return undefined
  const phrase = [...text.matchAll(UNCHANGED)]
    .map(({ 0: run, index }) => aroundHit(run, hit.start - index, hit.end - index))
    .find((found) => found !== undefined)
  if (phrase === undefined) return undefined
  // A dash has a meaning of its own in a text fragment.
  return `${url}#:~:text=${encodeURIComponent(phrase).replaceAll('-', '%2D')}`
}

type Range = { start: number; end: number }

/** Where the first match of a snippet is. */
function hitIn(snippet: readonly Piece[]): Range | undefined {
  const before = snippet.findIndex(({ hit }) => hit)
  if (before < 0) return undefined
  const start = snippet.slice(0, before).reduce((length, { text }) => length + text.length, 0)
  return { start, end: start + (snippet[before]?.text.length ?? 0) }
}

/** The words of a run around a match within it; undefined if the match is elsewhere or the words are too few. */
function aroundHit(run: string, start: number, end: number): string | undefined {
  if (start < 0 || end > run.length) return undefined
  const all = [...words.segment(run)].filter(({ isWordLike }) => isWordLike)
  const at = all.findIndex(({ index, segment }) => index + segment.length > start)
  const first = Math.max(0, Math.min(at - MOST_WORDS / 2, all.length - MOST_WORDS))
  const chosen = all.slice(first, first + MOST_WORDS)
  const [one, last] = [chosen[0], chosen.at(-1)]
  if (one === undefined || last === undefined || chosen.length < FEWEST_WORDS) return undefined
  return run.slice(one.index, last.index + last.segment.length)
}
