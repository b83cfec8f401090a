import { Frame } from './frame.tsx'

type KeyPageProps = {
  /** The query string of the search to go on with. */
  search: string
  problem?: string
}

/** Asks for a key that allows debugging. The key is sent in the body of a form, never in an address. */
export function KeyPage({ search, problem }: KeyPageProps) {
  return (
    <Frame title="A key, please – Blog search">
      <main class="narrow">
        <h1>How a search came about</h1>
        <p>
          This needs a key with the scope <code>debug</code>. Whoever runs the search makes one with{' '}
          <code>blog-search keys create --name me --scopes debug</code>.
        </p>
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <form class="key-form" action="/search/debug-key" method="post">
          <input type="hidden" name="search" value={search} />
          <label for="key">Key</label>
          <input
            id="key"
            name="key"
            type="password"
            autocomplete="current-password"
            spellcheck={false}
            required
          />
          <button type="submit">Go on</button>
        </form>
        <p class="quiet">
          This browser may then debug searches for eight hours, until it is closed or until the service starts
          anew. If it may already and you came by a link from elsewhere, load the page again.
        </p>
        <p>
          <a href="/search">To the search</a>
        </p>
      </main>
    </Frame>
  )
}
