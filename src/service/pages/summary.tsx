import type { SearchAnswer } from '../../search/answer/answer.ts'
import { keptValue, type SearchView, searchUrl, withValues } from './links.ts'
import { Message } from './message.tsx'
import { lastPage } from './pagination.tsx'
import { fill } from './texts/fill.ts'
import type { Texts } from './texts/texts.ts'
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

/** The number of posts. That there may be more is told only where not all are shown anyway. */
function countOf({ total, results }: SearchAnswer, t: Texts): string {
  const more = total.relation === 'gte' && total.value > results.length
  const text = total.value === 1 ? t.onePost : t.manyPosts
  return fill(more ? t.atLeastCount : text, { n: total.value.toLocaleString(t.lang) })
}

/** Which results are shown, and of how many, for a line below a headline with the total; empty if all are. */
function rangeOf(answer: SearchAnswer, t: Texts): string {
  if (isWhole(answer)) return ''
  const { first, last } = endsOf(answer)
  const n = answer.total.value.toLocaleString(t.lang)
  return fill(first === last ? t.shownOneOf : t.shownOf, { first, last, n })
}

/** The number of posts, and which of them are shown if not all are. */
function countAndRange(answer: SearchAnswer, t: Texts): string {
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
