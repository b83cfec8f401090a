/** A dialog that was open when its page was left: which widget of the page, the query, and how far the list was scrolled. */
type Left = { widget: number; q: string; top: number }

const KEY = 'blog-search:left'

let left = taken()

/** Remembers a dialog that is open while its page is left. */
export function remember(dialog: Left): void {
  attempt(() => sessionStorage.setItem(KEY, JSON.stringify({ ...dialog, href: location.href })))
}

/** Forgets the dialog, since the reader has closed it. */
export function forget(): void {
  attempt(() => sessionStorage.removeItem(KEY))
}

/** The dialog of a widget that was open when the reader left this page, if the reader came back by the browser's Back. Told once. */
export function returned(widget: number): Left | undefined {
  if (left?.widget !== widget) return undefined
  const found = left
  left = undefined
  return found
}

function taken(): Left | undefined {
  let found: (Left & { href: string }) | undefined
  attempt(() => {
    found = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') ?? undefined
    if (found?.href === location.href) sessionStorage.removeItem(KEY)
  })
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return found?.href === location.href && navigation?.type === 'back_forward' ? found : undefined
}

/** Storage throws where it is switched off. */
function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // The dialog stays closed when the reader comes back.
  }
}
