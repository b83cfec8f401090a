import type { SearchAnswer, Term } from '../search/answer.ts'
import { withText } from '../search/format-query.ts'
import type { ParameterError } from '../search/input.ts'
import { Layout } from './layout.tsx'
import { type KeptParameter, type SearchView, searchUrl, withoutValue } from './links.ts'
import { lastPage, Pagination } from './pagination.tsx'
import { Result } from './result.tsx'
import { SearchForm } from './search-form.tsx'

export type SearchPageProps = {
  view: SearchView
  siteUrl?: string
  /** What came of the query; without one, the page only asks for it. */
  outcome?: { answer: SearchAnswer } | { errors: readonly ParameterError[] }
}

/** The search page: the form, and below it the results or what is wrong with the query. */
export function SearchPage({ view, siteUrl, outcome }: SearchPageProps) {
  return (
    <Layout title={outcome === undefined ? 'Blog search' : `${view.q || 'Search results'} – Blog search`}>
      <SearchForm view={view} />
      <main>
        <h1 class="visually-hidden">{outcome === undefined ? 'Blog search' : 'Search results'}</h1>
        {outcome === undefined && <Hints />}
        {outcome !== undefined && 'errors' in outcome && <Errors errors={outcome.errors} />}
        {outcome !== undefined && 'answer' in outcome && (
          <Answer answer={outcome.answer} view={view} siteUrl={siteUrl} />
        )}
      </main>
    </Layout>
  )
}

function Hints() {
  return (
    <p class="quiet">
      Typos are forgiven. <code>"two words"</code> finds a phrase, <code>-word</code> leaves posts out,{' '}
      <code>category:travel</code> and <code>after:2019</code> narrow a search.
    </p>
  )
}

function Errors({ errors }: { errors: readonly ParameterError[] }) {
  return (
    <ul class="errors" role="alert">
      {errors.map(({ parameter, code, message }) => (
        <li key={`${parameter} ${code}`}>{message}</li>
      ))}
    </ul>
  )
}

type AnswerProps = { answer: SearchAnswer; view: SearchView; siteUrl: string | undefined }

function Answer({ answer, view, siteUrl }: AnswerProps) {
  const { query, terms, total, page, size, results } = answer
  return (
    <>
      {query.message !== undefined && <p class="message">{query.message}</p>}
      <Filters view={view} />
      <Summary answer={answer} view={view} />
      {query.strategy === 'exact' && <Alternatives terms={terms} view={view} />}
      {results.length > 0 && (
        <ol class="results" start={(page - 1) * size + 1}>
          {results.map((post) => (
            <Result key={post.id} post={post} siteUrl={siteUrl} />
          ))}
        </ol>
      )}
      <Pagination view={view} page={page} size={size} total={total.value} />
    </>
  )
}

/** How the parameters that narrow a search are told. */
const NARROWED: Partial<Record<KeptParameter, string>> = {
  category: 'Only in category',
  keyword: 'Only in keyword',
  author: 'Only by',
  lang: 'Only in language',
  after: 'Only from',
  before: 'Only before',
  phrase: 'Only with',
  exclude: 'Without',
}

const SWITCHED: Record<string, string> = {
  'in=title': 'Only in titles',
  'no=fuzzy': 'Only as typed',
  'sort=date': 'Newest first',
}

function Filters({ view }: { view: SearchView }) {
  return (
    <>
      {view.kept.map(([name, value]) => {
        const narrowed = NARROWED[name]
        const told = narrowed ?? SWITCHED[`${name}=${value.toLowerCase()}`]
        if (told === undefined) return null
        return (
          <p key={`${name} ${value}`} class="quiet summary">
            {told}
            {narrowed !== undefined && (
              <>
                {' '}
                “<bdi>{value}</bdi>”
              </>
            )}
            . <a href={searchUrl(withoutValue(view, name, value))}>{narrowed ? 'Search all' : 'Undo'}</a>
          </p>
        )
      })}
    </>
  )
}

function Summary({ answer: { query, total, page, size, results }, view }: Omit<AnswerProps, 'siteUrl'>) {
  if (total.value === 0) {
    return (
      <p class="summary" role="status">
        Nothing found for “<bdi>{query.q}</bdi>”.
      </p>
    )
  }
  if (results.length === 0) {
    return (
      <p class="summary" role="status">
        There is no page {page}. <a href={searchUrl(view, lastPage(total.value, size))}>To the last page</a>
      </p>
    )
  }
  const count = `${total.relation === 'gte' ? 'At least ' : ''}${total.value.toLocaleString('en')}`
  return (
    <p class="summary quiet" role="status">
      {count} {total.value === 1 ? 'result' : 'results'} for “<bdi>{query.q}</bdi>”
      {page > 1 && `, page ${page}`}
    </p>
  )
}

/** The spellings that were searched for beside the query as typed. */
function Alternatives({ terms, view }: { terms: readonly Term[]; view: SearchView }) {
  const others = terms.slice(1)
  if (others.length === 0) return null
  return (
    <p class="summary">
      Also searched for{' '}
      {others.flatMap(({ term }, i) => [
        i > 0 ? ', ' : '',
        <a key={term} href={searchUrl({ ...view, q: withText(view.q, term) })}>
          <bdi>{term}</bdi>
        </a>,
      ])}
    </p>
  )
}
