import type { SearchAnswer } from '../../search/answer/answer.ts'
import { countAndRange, countOf, rangeOf } from './headline.ts'
import { keptValue, type SearchView, searchUrl, withValues } from './links.ts'
import { Message } from './message.tsx'
import { lastPage } from './pagination.tsx'
import { fill } from './texts/fill.ts'
import { Filled, useTexts } from './texts/use-texts.tsx'

type SummaryProps = { answer: SearchAnswer; view: SearchView }

/** The summary of a search for the reader: the query, the number of results, which of them are shown, and their order. */
export function Summary({ answer, view }: SummaryProps) {
  const t = useTexts()
  const { query, total, page, size, results } = answer
  if (total.value === 0) {
    return (
      <h1 class="summary" tabIndex={-1}>
        {query.q === '' ? t.noPostsFound : <Filled text={t.nothingFor} values={{ q: query.q }} />}
      </h1>
    )
  }
  if (results.length === 0) {
    return (
      <>
        <h1 class="summary" tabIndex={-1}>
          {fill(t.noPage, { n: page })}
        </h1>
        <p>
          <a href={searchUrl(view, lastPage(total.value, size))}>{t.lastPage}</a>
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
        <p class="quiet">{told ? countAndRange(answer, t) : rangeOf(answer, t)}</p>
        {total.value > 1 && query.q !== '' && <Order view={view} />}
      </div>
    </>
  )
}

/** The number of posts and the query; without a text, the number and the order. */
function Headline({ answer }: Pick<SummaryProps, 'answer'>) {
  const t = useTexts()
  const { query, total } = answer
  const count = countOf(answer, t)
  if (query.q !== '') return <Filled text={t.countFor} values={{ count: <>{count}</>, q: query.q }} />
  return <>{total.value > 1 ? fill(t.countNewest, { count }) : count}</>
}

function Order({ view }: { view: SearchView }) {
  const t = useTexts()
  const orders = [
    ['relevance', t.bestFirst],
    ['date', t.newestFirst],
  ] as const
  const current = keptValue(view, 'sort')?.toLowerCase() === 'date' ? 'date' : 'relevance'
  return (
    <nav class="order" aria-label={t.order}>
      {orders.map(([order, label]) => (
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
