import { randomFor } from '../../../core/random.ts'
import { splitWords, type Word } from '../../../search/request/words.ts'
import { isMistypable, misspellings } from '../generate/misspell.ts'
import type { SampledPost } from '../generate/sample.ts'

/** The beginning of a query that a reader types from a post's title. */
export type TypingCase = {
  kind: 'begun' | 'begun-typo' | 'middle' | 'middle-typo'
  /** The number of letters typed so far. */
  letters: number
  /** The typed text, with its typo if it has one. */
  q: string
  /** The correct text, up to the end of the word that is being typed. */
  meant: string
  /** The post that has the title. */
  id: string
}

/** Numbers of typed letters after which suggestions are evaluated. */
const LETTERS = [2, 3, 4, 6, 8, 12, 16, 24]

/** The cases of a reader who types a title from its first word, and of one who starts at a later word; each also with a typo in one typed word of five letters or more. */
export function typingCases(posts: readonly SampledPost[], seed: number): TypingCase[] {
  return posts.flatMap(({ id, title }) => {
    const words = splitWords(title)
    const random = randomFor(seed, 'typing', id)
    const later = words.slice(1).filter(({ text }) => text.length >= 4)
    const middle = later[Math.floor(random() * later.length)]
    return [
      ...casesFrom(title, words, { id, kind: 'begun' }, random),
      ...(middle === undefined
        ? []
        : casesFrom(title, words.slice(words.indexOf(middle)), { id, kind: 'middle' }, random)),
    ]
  })
}

function casesFrom(
  title: string,
  words: readonly Word[],
  { id, kind }: { id: string; kind: 'begun' | 'middle' },
  random: () => number,
): TypingCase[] {
  const start = words[0]?.start ?? 0
  return LETTERS.flatMap((letters): TypingCase[] => {
    const end = start + letters
    const word = words.find((word) => word.start < end && end < word.end)
    if (word === undefined) return []
    const q = title.slice(start, end)
    const meant = title.slice(start, word.end)
    const right = { kind, letters, q, meant, id }
    const typo = mistyped(words, title, { start, end }, random)
    return typo === undefined ? [right] : [right, { ...right, kind: `${kind}-typo`, q: typo }]
  })
}

/** The typed text with a typo in one of its words, which may be the word that is being typed. */
function mistyped(
  words: readonly Word[],
  title: string,
  { start, end }: { start: number; end: number },
  random: () => number,
): string | undefined {
  const typed = words
    .filter((word) => word.start < end)
    .map((word) => ({ ...word, end: Math.min(end, word.end) }))
    .map((word) => ({ ...word, text: title.slice(word.start, word.end) }))
    .filter(({ text }) => isMistypable(text))
  const word = typed[Math.floor(random() * typed.length)]
  const [spelling] = word === undefined ? [] : misspellings(word.text, 1, random)
  if (word === undefined || spelling === undefined) return undefined
  return title.slice(start, word.start) + spelling + title.slice(word.end, end)
}
