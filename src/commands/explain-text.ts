import type { Neighbour, PostExplanation, WhyHere } from '../search/explain-post.ts'
import type { WhyMissing, WordPlaces } from '../search/why-missing.ts'
import { plain } from './search-text.ts'

/** An explanation for a terminal. */
export function explanationAsText(explanation: PostExplanation): string {
  const { q, id, terms } = explanation
  const searched = `Searched for: ${terms.map(({ term }) => `“${plain(term)}”`).join(', ')}`
  const lines =
    'here' in explanation
      ? hereLines(explanation.here)
      : [`${plain(id)} is not among the results for “${plain(q)}”.`, ...missingLines(explanation.missing)]
  return `${[searched, ...lines].join('\n')}\n`
}

function hereLines(here: WhyHere): string[] {
  return [
    `${plain(here.id)} is result ${here.rank} of ${here.of}, with a score of ${rounded(here.score)}: ${here.tier}.`,
    ...here.points.map(({ clause, points }) => `  ${rounded(points).padStart(8)}  ${plain(clause)}`),
    ...(here.comment === undefined ? [] : [`Its best comment is ${plain(here.comment)}.`]),
    ...neighbourLine('Just above', here.above),
    ...neighbourLine('Just below', here.below),
  ]
}

function neighbourLine(where: string, neighbour: Neighbour | undefined): string[] {
  if (neighbour === undefined) return []
  return [`${where}: ${plain(neighbour.id)}, ${rounded(neighbour.score)}: ${neighbour.tier}.`]
}

function missingLines({ title, failed, words, required, beyond }: WhyMissing): string[] {
  if (title === undefined)
    return ['The index has no post with this id: see what the last reindex said of it.']
  const reasons = [
    ...failed.map((condition) => `It fails a condition: that it ${plain(condition)}.`),
    ...(failed.length > 0 ? [] : [wordsReason(words, required)]),
    ...(beyond ? ['More posts match than are ranked: it may be beyond the first 1,000.'] : []),
  ]
  return [`Its title is “${plain(title)}”.`, ...reasons, ...words.map(wordLine)]
}

function wordsReason(words: readonly WordPlaces[], required: number): string {
  const own = words.filter(({ title, text }) => title || text).length
  return own === 0
    ? 'Neither its title nor its text has any of the words.'
    : `Its title and text have ${own} of the words; a result needs ${required}.`
}

function wordLine({ word, title, text, comments }: WordPlaces): string {
  const places = [title && 'title', text && 'text', comments && 'comments'].filter(Boolean)
  return `  ${plain(word)}: ${places.length > 0 ? places.join(', ') : 'nowhere'}`
}

function rounded(value: number): string {
  return value.toFixed(4)
}
