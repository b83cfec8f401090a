import { printable } from '../core/printable.ts'
import type {
  Neighbour,
  PostExplanation,
  WhyHere,
  WhyMissing,
  WordPlaces,
} from '../search/answer/debug-post-answer.ts'
import type { Term } from '../search/spelling/term.ts'
import { inLines } from './in-lines.ts'

/** What the figures mean. */
const LEGEND = [
  'The points of the clauses add up to the score. Its whole number is the tier: 5 is the address, 4 the exact title, 3 the phrase as typed, 2 a corrected title, 1 the phrase by stems or corrected, 0 some words. Points below 1 decide within a tier.',
]

/** An explanation as text for a terminal: the verdict, and the details. */
export function explanationAsText(explanation: PostExplanation & { terms: readonly Term[] }): string {
  const { here, missing, terms, verdict } = explanation
  const texts = terms.map(({ term }) => `“${printable(term)}”`).join(', ')
  const searched = terms.length === 0 ? 'Searched for no text, newest first' : `Searched for: ${texts}`
  const lines = [...(here ? hereLines(here) : []), ...(missing ? missingLines(missing) : [])]
  const legend = here === undefined ? [] : ['', ...LEGEND]
  return `${[searched, printable(verdict.sentence), ...lines, ...legend].map((line) => (line === '' || line.startsWith(' ') ? line : inLines(line))).join('\n')}\n`
}

function hereLines(here: WhyHere): string[] {
  return [
    ...here.points.map(({ clause, points }) => `  ${points.toFixed(4).padStart(8)}  ${printable(clause)}`),
    ...(here.comment === undefined ? [] : [`Its best comment is ${printable(here.comment)}.`]),
    ...neighbourLine('Just above', here.above),
    ...neighbourLine('Just below', here.below),
  ]
}

function neighbourLine(where: string, neighbour: Neighbour | undefined): string[] {
  if (neighbour === undefined) return []
  return [`${where}: ${printable(neighbour.id)}, ${neighbour.score.toFixed(4)}: ${neighbour.tier}.`]
}

function missingLines({ title, words }: WhyMissing): string[] {
  return title === undefined ? [] : [`Its title is “${printable(title)}”.`, ...words.map(wordLine)]
}

function wordLine({ word, title, text, comments }: WordPlaces): string {
  const places = [title && 'title', text && 'text', comments && 'comments'].filter(Boolean)
  return `  ${printable(word)}: ${places.length > 0 ? places.join(', ') : 'nowhere'}`
}
