import { Frame } from './frame.tsx'

/** What a key is asked for. */
const PURPOSES = {
  debug: {
    title: 'How a search came about',
    action: '/search/debug-key',
    allows: 'debug searches',
  },
  insights: {
    title: 'What readers look for',
    action: '/insights/key',
    allows: 'show what readers look for',
  },
} as const

type KeyPageProps = {
  /** The scope that the key needs. */
  purpose?: keyof typeof PURPOSES
  /** The query string of the search to go on with. */
  search: string
  problem?: string
}

/** Asks for a key that allows debugging, or seeing what readers look for. The key is sent in the body of a form, never in an address. */
export function KeyPage({ purpose = 'debug', search, problem }: KeyPageProps) {
  const { title, action, allows } = PURPOSES[purpose]
  return (
    <Frame title="A key, please – Blog search">
      <main class="narrow">
        <h1>{title}</h1>
        <p>
          This needs a key with the scope <code>{purpose}</code>. Whoever runs the search makes one with{' '}
          <code>blog-search keys create --name me --scopes {purpose}</code>.
        </p>
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <form class="key-form" action={action} method="post">
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
          This browser may then {allows} for eight hours, until it is closed or until the service starts anew.
          If it may already and you came by a link from elsewhere, load the page again.
        </p>
        <p>
          <a href="/search">To the search</a>
        </p>
      </main>
    </Frame>
  )
}
