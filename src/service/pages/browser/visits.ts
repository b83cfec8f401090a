/** How a search page comes into the history: while a query is typed, its pages share one entry. */
export type Visit = 'typed' | 'chosen' | 'back'

/** The entries that searches make in the browser's history. */
export type Visits = {
  /** Records that the page of an address is shown. */
  record(url: string, visit: Visit): void
  /** How far the entry that is shown now was scrolled when it was left. */
  scrolled(): number
}

/** A typed page that stood so long is worth going back to. */
const SETTLED_MS = 2_000

/** Takes the history of this page over, with how far each entry is scrolled. */
export function createVisits(): Visits {
  let shown = addressOf(location.href)
  let typed = false
  let settling: ReturnType<typeof setTimeout> | undefined
  history.scrollRestoration = 'manual'
  addEventListener('pagehide', () => history.replaceState({ y: scrollY }, ''))
  if (scrolledTo(history.state) > 0) scrollTo(0, scrolledTo(history.state))

  return {
    record(url, visit) {
      clearTimeout(settling)
      if (visit === 'back') typed = false
      else if (typed) history.replaceState({}, '', url)
      else if (url !== shown) {
        history.replaceState({ y: scrollY }, '')
        history.pushState({}, '', url)
      }
      if (visit !== 'back') typed = visit === 'typed'
      shown = url
      settling = setTimeout(() => {
        typed = false
      }, SETTLED_MS)
    },
    scrolled: () => scrolledTo(history.state),
  }
}

function scrolledTo(state: unknown): number {
  const known = typeof state === 'object' && state !== null && 'y' in state
  return known && typeof state.y === 'number' ? state.y : 0
}

/** The address of a page on this site, as it is kept. */
export function addressOf(href: string): string {
  const { pathname, search } = new URL(href, location.href)
  return pathname + search
}
