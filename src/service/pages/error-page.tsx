import { Layout } from './layout.tsx'
import { type SearchView, searchUrl } from './links.ts'
import { SearchForm } from './search-form.tsx'
import type { Site } from './site.ts'
import type { Texts } from './texts/texts.ts'
import { Filled, useTexts } from './texts/use-texts.tsx'

type ErrorPageProps = {
  site: Site
  status: number
  messages: readonly string[]
  /** The search that ended with the error. */
  view?: SearchView
}

function headingOf(status: number, t: Texts): string {
  const headings: Record<number, string> = {
    400: t.status400,
    404: t.status404,
    405: t.status405,
    429: t.status429,
    503: t.status503,
  }
  return headings[status] ?? t.statusOther
}

/** A page that says why there is nothing else to show, and how to go on. */
export function ErrorPage({ site, status, messages, view }: ErrorPageProps) {
  const t = useTexts()
  const heading = headingOf(status, t)
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
            <a href="/search">{t.toSearch}</a>
          ) : (
            <a href={searchUrl(view)}>
              <Filled text={t.searchAgain} values={{ q: view.q }} />
            </a>
          )}
        </p>
      </main>
    </Layout>
  )
}
