import type { SearchAnswer } from '../../search/answer/answer.ts'
import type { ParameterError } from '../../search/request/input.ts'
import { ActiveFilters } from './active-filters.tsx'
import { Filters } from './filters.tsx'
import { type Help, NothingFound, Welcome } from './help.tsx'
import { Layout } from './layout.tsx'
import { LeftOut } from './left-out.tsx'
import type { SearchView } from './links.ts'
import { Offered } from './message.tsx'
import { Notices } from './notices.tsx'
import { Pagination } from './pagination.tsx'
import { Result } from './result.tsx'
import { SearchForm } from './search-form.tsx'
import type { Site } from './site.ts'
import { SiteTabs } from './site-tabs.tsx'
import { Summary } from './summary.tsx'
import { useTexts } from './texts/use-texts.tsx'

export type SearchPageProps = {
  site: Site
  view: SearchView
  /** The address of the page without a query. */
  canonical?: string
  /** The outcome of the query. Without it, the page only asks for a query. */
  outcome?: { answer: SearchAnswer } | { errors: readonly ParameterError[] }
  help?: Help
}

/** The search page: the form, and below it the results, a welcome, or the errors of the query. */
export function SearchPage({ site, view, canonical, outcome, help }: SearchPageProps) {
  const t = useTexts()
  const about = outcome === undefined ? t.label : view.q || t.results
  return (
    <Layout site={site} title={`${about} – ${site.name}`} canonical={canonical}>
      <SearchForm view={view} site={site} />
      <main>
        {outcome === undefined && <Welcome site={site} recent={help?.recent ?? []} />}
        {outcome !== undefined && 'errors' in outcome && <Errors errors={outcome.errors} />}
        {outcome !== undefined && 'answer' in outcome && (
          <Answer answer={outcome.answer} view={view} site={site} help={help} />
        )}
      </main>
    </Layout>
  )
}

function Errors({ errors }: { errors: readonly ParameterError[] }) {
  return (
    <>
      <h1 class="visually-hidden">{useTexts().notRight}</h1>
      <div class="errors" role="alert">
        <ul>
          {errors.map(({ field, code, message }) => (
            <li key={`${field} ${code}`}>{message}</li>
          ))}
        </ul>
      </div>
    </>
  )
}

type AnswerProps = {
  answer: SearchAnswer
  view: SearchView
  site: Site
  help: Help | undefined
}

function Answer({ answer, view, site, help }: AnswerProps) {
  const { query, total, page, size, results, facets } = answer
  return (
    <div class="columns">
      <div class="column-head">
        <Notices answer={answer} />
        <SiteTabs facets={facets} view={view} />
        <Summary answer={answer} view={view} />
        <Offered query={query} view={view} />
        <LeftOut query={query} view={view} />
        <ActiveFilters view={view} />
      </div>
      <Filters facets={facets} view={view} />
      <div class={total.value === 0 ? 'column-main nothing' : 'column-main'}>
        {total.value === 0 && <NothingFound answer={answer} view={view} siteUrl={site.url} help={help} />}
        {results.length > 0 && (
          <ol class="results" start={(page - 1) * size + 1}>
            {results.map((post) => (
              <Result key={post.id} post={post} siteUrl={site.url} pictures={site.pictures} />
            ))}
          </ol>
        )}
        <Pagination view={view} page={page} size={size} total={total.value} />
      </div>
    </div>
  )
}
