import type { SearchAnswer, Term } from '../search/answer.ts'
import { withText } from '../search/format-query.ts'
import { keptValue, type SearchView, searchUrl, withValues } from './links.ts'
import { lastPage } from './pagination.tsx'

type SummaryProps = { answer: SearchAnswer; view: SearchView }

/** What the search did, in the reader's words: how many posts, for which spellings, which of them are shown, and in what order. */
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
  return (
    <>
      <h1 class="summary" tabIndex={-1}>
        {countOf(answer)} for <Terms answer={answer} view={view} />
      </h1>
      <div class="facts">
        <p class="quiet">{shownOf(answer)}</p>
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

/** The spellings that were searched for; where there are several, each leads to the posts of it alone. */
function Terms({ answer: { query, terms }, view }: SummaryProps) {
  const others = query.strategy === 'exact' ? terms.slice(1) : []
  if (others.length === 0) {
    return (
      <>
        “<bdi>{query.q}</bdi>”
      </>
    )
  }
  const typed: Term | undefined = terms[0]
  return (
    <>
      {typed !== undefined && <OnlyThis term={typed.term} view={view} />}, also{' '}
      {others.flatMap(({ term }, i) => [i > 0 ? ', ' : '', <OnlyThis key={term} term={term} view={view} />])}
    </>
  )
}

function OnlyThis({ term, view }: { term: string; view: SearchView }) {
  const alone = withValues({ ...view, q: withText(view.q, term) }, { no: 'fuzzy', prefix: undefined })
  return (
    <a href={searchUrl(alone)} title={`Only “${term}”`}>
      <bdi>{term}</bdi>
    </a>
  )
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
