import type { SearchAnswer } from '../../search/answer/answer.ts'
import { keptValue, type SearchView, searchUrl, withValues } from './links.ts'
import { Message } from './message.tsx'
import { lastPage } from './pagination.tsx'

type SummaryProps = { answer: SearchAnswer; view: SearchView }

/** The summary of a search for the reader: the query, the number of results, which of them are shown, and their order. */
export function Summary({ answer, view }: SummaryProps) {
  const { query, total, page, size, results } = answer
  if (total.value === 0) {
    return (
      <h1 class="summary" tabIndex={-1}>
        {query.q === '' ? (
          'No posts found'
        ) : (
          <>
            Nothing found for “<bdi>{query.q}</bdi>”
          </>
        )}
      </h1>
    )
  }
  if (results.length === 0) {
    return (
      <>
        <h1 class="summary" tabIndex={-1}>
          There is no page {page}
        </h1>
        <p>
          <a href={searchUrl(view, lastPage(total.value, size))}>To the last page</a>
        </p>
      </>
    )
  }
  const told = query.message !== undefined
  return (
    <>
      <h1 class={told ? 'summary told' : 'summary'} tabIndex={-1}>
        {told ? <Message query={query} view={view} /> : <Headline answer={answer} />}
      </h1>
      <div class="facts">
        <p class="quiet">{told ? `${countOf(answer)}${rangeOf(answer)}` : shownOf(answer)}</p>
        {total.value > 1 && query.q !== '' && <Order view={view} />}
      </div>
    </>
  )
}

/** The number of posts and the query; without a text, the number and the order. */
function Headline({ answer }: Pick<SummaryProps, 'answer'>) {
  const { query, total } = answer
  if (query.q === '') return `${countOf(answer)}${total.value > 1 ? ', newest first' : ''}`
  return (
    <>
      {countOf(answer)} for “<bdi>{query.q}</bdi>”
    </>
  )
}

/** The number of posts. That there may be more is told only where not all are shown anyway. */
function countOf({ total, results }: SearchAnswer): string {
  const atLeast = total.relation === 'gte' && total.value > results.length ? 'At least ' : ''
  return `${atLeast}${total.value.toLocaleString('en')} ${total.value === 1 ? 'post' : 'posts'}`
}

/** Which results are shown, and of how many, for a line below a headline with the total; empty if all are. */
function shownOf(answer: SearchAnswer): string {
  if (isWhole(answer)) return ''
  const { first, last } = endsOf(answer)
  const range = first === last ? `Number ${first}` : `${first} to ${last}`
  return `${range} of ${answer.total.value.toLocaleString('en')} shown`
}

/** Which results are shown; for a place right after the total. */
function rangeOf(answer: SearchAnswer): string {
  if (isWhole(answer)) return ''
  const { first, last } = endsOf(answer)
  return first === last ? `, number ${first} shown` : `, ${first} to ${last} shown`
}

function isWhole({ total, results }: SearchAnswer): boolean {
  return results.length === total.value
}

function endsOf({ page, size, results }: SearchAnswer): { first: number; last: number } {
  const first = (page - 1) * size + 1
  return { first, last: first + results.length - 1 }
}

const ORDERS = [
  ['relevance', 'Best first'],
  ['date', 'Newest first'],
] as const

function Order({ view }: { view: SearchView }) {
  const current = keptValue(view, 'sort')?.toLowerCase() === 'date' ? 'date' : 'relevance'
  return (
    <nav class="order" aria-label="Order">
      {ORDERS.map(([order, label]) => (
        <a
          key={order}
          href={searchUrl(withValues(view, { sort: order === 'date' ? 'date' : undefined }))}
          aria-current={order === current ? 'true' : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  )
}
