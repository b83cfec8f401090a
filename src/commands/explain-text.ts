import { printable } from '../core/printable.ts'
import type {
  Neighbour,
  PostExplanation,
  WhyHere,
  WhyMissing,
  WordPlaces,
} from '../search/answer/debug-post-answer.ts'
import type { Term } from '../search/spelling/term.ts'

/** An explanation as text for a terminal: the verdict, and the details. */
export function explanationAsText(explanation: PostExplanation & { terms: readonly Term[] }): string {
  const { here, missing, terms, verdict } = explanation
  const texts = terms.map(({ term }) => `“${printable(term)}”`).join(', ')
  const searched = terms.length === 0 ? 'Searched for no text, newest first' : `Searched for: ${texts}`
  const lines = [...(here ? hereLines(here) : []), ...(missing ? missingLines(missing) : [])]
  return `${[searched, printable(verdict.sentence), ...lines].join('\n')}\n`
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
