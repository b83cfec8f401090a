import type { SearchView } from './links.ts'

/** The field to type a query into. Filters, page size and debugging stay as they are. */
export function SearchForm({ view }: { view: SearchView }) {
  const kept = [...view.kept, ...(view.debug ? [['debug-search', ''] as const] : [])]
  return (
    <search>
      <form class="search-form" action="/search" method="get">
        <label class="visually-hidden" for="q">
          Search posts and comments
        </label>
        <input
          id="q"
          name="q"
          type="search"
          value={view.q}
          placeholder="Search posts and comments"
          autocomplete="off"
          required
        />
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <button type="submit">Search</button>
      </form>
    </search>
  )
}
