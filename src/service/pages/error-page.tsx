import { Layout } from './layout.tsx'
import { type SearchView, searchUrl } from './links.ts'
import { SearchForm } from './search-form.tsx'
import type { Site } from './site.ts'

type ErrorPageProps = {
  site: Site
  status: number
  messages: readonly string[]
  /** The search that ended with the error. */
  view?: SearchView
}

const HEADINGS: Record<number, string> = {
  400: 'This request is not quite right',
  404: 'Not found',
  405: 'Not possible here',
  429: 'Too many requests',
  503: 'The search is away',
}

/** A page that says why there is nothing else to show, and how to go on. */
export function ErrorPage({ site, status, messages, view }: ErrorPageProps) {
  const heading = HEADINGS[status] ?? 'Something went wrong'
  return (
    <Layout site={site} title={`${heading} – ${site.name}`}>
      {view !== undefined && <SearchForm view={view} site={site} />}
      <main class="error-page">
        <h1>{heading}</h1>
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
        <p>
          {view === undefined ? (
            <a href="/search">To the search</a>
          ) : (
            <a href={searchUrl(view)}>Search again for “{view.q}”</a>
          )}
        </p>
      </main>
    </Layout>
  )
}
