import type { SearchView } from './links.ts'

/** The field to type a query into. Filters, page size and debugging stay as they are. */
export function SearchForm({ view }: { view: SearchView }) {
  const { category, keyword, size, debug } = view
  const kept = Object.entries({ category, keyword, size, 'debug-search': debug ? '' : undefined })
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
        {kept.map(([name, value]) =>
          value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        <button type="submit">Search</button>
      </form>
    </search>
  )
}
