import type { SearchAnswer } from '../../search/answer/answer.ts'
import { fill } from './texts/fill.ts'
import type { Texts } from './texts/texts.ts'
import { toldMessage } from './texts/told.ts'

/** The headline of an answer as text, and a line below it; the page has the same, with links. */
export function headlineAsText(answer: SearchAnswer, t: Texts): string[] {
  const { query, total, page, results } = answer
  const { q } = query
  if (total.value === 0) return [q === '' ? t.noPostsFound : fill(t.nothingFor, { q })]
  if (results.length === 0) return [fill(t.noPage, { n: page })]
  const message = toldMessage(query, t)
  const lines =
    message === undefined ? [countLine(answer, t), rangeOf(answer, t)] : [message, countAndRange(answer, t)]
  return lines.filter((line) => line !== '')
}

function countLine(answer: SearchAnswer, t: Texts): string {
  const { query, total } = answer
  const count = countOf(answer, t)
  if (query.q !== '') return fill(t.countFor, { count, q: query.q })
  return total.value > 1 ? fill(t.countNewest, { count }) : count
}

/** The number of posts. That there may be more is told only where not all are shown anyway. */
export function countOf({ total, results }: SearchAnswer, t: Texts): string {
  const more = total.relation === 'gte' && total.value > results.length
  const text = total.value === 1 ? t.onePost : t.manyPosts
  return fill(more ? t.atLeastCount : text, { n: total.value.toLocaleString(t.lang) })
}

/** Which results are shown, and of how many, for a line below a headline with the total; empty if all are. */
export function rangeOf(answer: SearchAnswer, t: Texts): string {
  if (isWhole(answer)) return ''
  const { first, last } = endsOf(answer)
  const n = answer.total.value.toLocaleString(t.lang)
  return fill(first === last ? t.shownOneOf : t.shownOf, { first, last, n })
}

/** The number of posts, and which of them are shown if not all are. */
export function countAndRange(answer: SearchAnswer, t: Texts): string {
  const count = countOf(answer, t)
  if (isWhole(answer)) return count
  const { first, last } = endsOf(answer)
  return fill(first === last ? t.shownOne : t.shown, { count, first, last })
}

function isWhole({ total, results }: SearchAnswer): boolean {
  return results.length === total.value
}

function endsOf({ page, size, results }: SearchAnswer): { first: number; last: number } {
  const first = (page - 1) * size + 1
  return { first, last: first + results.length - 1 }
}
