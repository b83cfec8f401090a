/** How a search page was reached. Pages shown while a query is typed share one entry of the history. */
export type Visit = 'typed' | 'chosen' | 'back'

/** The entries that searches make in the browser's history. */
type Visits = {
  /** Records that the page of an address is shown. */
  record(url: string, visit: Visit): void
  /** How far the entry that is shown now was scrolled when it was left. */
  scrolled(): number
}

/** A typed page that was shown for this long is worth going back to. */
const SETTLED_MS = 2_000

/** Takes over the history of this page, with the scroll position of each entry. */
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

/** The address of a page on this site, without its origin: the form in which addresses are compared. */
export function addressOf(href: string): string {
  const { pathname, search } = new URL(href, location.href)
  return pathname + search
}
