import type { SearchView } from './links.ts'
import type { Site } from './site.ts'
import { scriptTexts } from './texts/texts.ts'
import { useTexts } from './texts/use-texts.tsx'

/** Parameters that are about one query. The next query does not keep them. */
const OF_ONE_QUERY: readonly string[] = ['no', 'prefix', 'phrase', 'exclude']

/** The field to type a query into. Filters, order and page size stay as they are. */
export function SearchForm({ view, site }: { view: SearchView; site: Pick<Site, 'url'> }) {
  const t = useTexts()
  const kept = view.kept.filter(([name]) => !OF_ONE_QUERY.includes(name))
  return (
    <search>
      <form
        class="search-form"
        action="/search"
        method="get"
        data-site-url={site.url}
        data-texts={JSON.stringify(scriptTexts(t))}
      >
        <label class="visually-hidden" for="q">
          {t.pageLabel}
        </label>
        <div class="search-input">
          <input
            id="q"
            name="q"
            type="search"
            value={view.q}
            placeholder={t.pageLabel}
            autocomplete="off"
            autocapitalize="off"
            enterkeyhint="search"
            required
          />
        </div>
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <button type="submit">
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11m4.2 9.7 4.3 4.3" />
          </svg>
          <span>{t.submit}</span>
        </button>
      </form>
    </search>
  )
}
