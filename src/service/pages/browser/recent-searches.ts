/** The queries that were searched for in this browser, the newest first. */
export type RecentSearches = {
  all(): string[]
  add(q: string): void
  clear(): void
}

const KEY = 'blog-search:recent'
const MOST = 8
/** A longer query does not help in a list. */
const MAX_LENGTH = 100

/** Recent searches in localStorage. Where a browser has none, or refuses, nothing is remembered. */
export function recentSearches(): RecentSearches {
  return {
    all: read,
    add(q) {
      const text = q.trim()
      if (text === '' || text.length > MAX_LENGTH) return
      const others = read().filter((other) => other.toLowerCase() !== text.toLowerCase())
      attempt(() => localStorage.setItem(KEY, JSON.stringify([text, ...others].slice(0, MOST))))
    },
    clear: () => attempt(() => localStorage.removeItem(KEY)),
  }
}

function read(): string[] {
  let stored: unknown
  attempt(() => {
    stored = JSON.parse(localStorage.getItem(KEY) ?? '[]')
  })
  return Array.isArray(stored) ? stored.filter((q) => typeof q === 'string').slice(0, MOST) : []
}

/** Storage throws where it is switched off or full. */
function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // Searches work without remembered ones.
  }
}
