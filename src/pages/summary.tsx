import type { SearchAnswer } from '../search/answer.ts'
import { keptValue, type SearchView, searchUrl, withValues } from './links.ts'
import { Message } from './message.tsx'
import { lastPage } from './pagination.tsx'

type SummaryProps = { answer: SearchAnswer; view: SearchView }

/** What the search did, in the reader's words: what the results are for, how many they are, which of them are shown, and in what order. */
export function Summary({ answer, view }: SummaryProps) {
  const { query, total, page, size, results } = answer
  if (total.value === 0) {
    return (
      <h1 class="summary" tabIndex={-1}>
        Nothing found for “<bdi>{query.q}</bdi>”
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
        {told ? (
          <Message query={query} view={view} />
        ) : (
          <>
            {countOf(answer)} for “<bdi>{query.q}</bdi>”
          </>
        )}
      </h1>
      <div class="facts">
        <p class="quiet">
          {told && `${countOf(answer)}. `}
          {shownOf(answer)}
        </p>
        {total.value > 1 && <Order view={view} />}
      </div>
    </>
  )
}

function countOf({ total }: SearchAnswer): string {
  const atLeast = total.relation === 'gte' ? 'At least ' : ''
  return `${atLeast}${total.value.toLocaleString('en')} ${total.value === 1 ? 'post' : 'posts'}`
}

function shownOf({ total, page, size, results, took }: SearchAnswer): string {
  const first = (page - 1) * size + 1
  const last = first + results.length - 1
  const all = last === total.value && first === 1
  const range = first === last ? `Number ${first}` : `${first} to ${last}`
  const shown = all ? 'All shown' : `${range} of ${total.value.toLocaleString('en')} shown`
  return `${shown}, found in ${took.total} ms`
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
