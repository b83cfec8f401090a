import { Layout } from './layout.tsx'

type ErrorPageProps = { status: number; messages: readonly string[] }

const HEADINGS: Record<number, string> = {
  400: 'This request is not quite right',
  404: 'Not found',
  405: 'Not possible here',
  503: 'The search is away',
}

/** A page that says why there is nothing else to show. */
export function ErrorPage({ status, messages }: ErrorPageProps) {
  const heading = HEADINGS[status] ?? 'Something went wrong'
  return (
    <Layout title={heading}>
      <main>
        <h1>{heading}</h1>
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
        <p>
          <a href="/search">To the search</a>
        </p>
      </main>
    </Layout>
  )
}
