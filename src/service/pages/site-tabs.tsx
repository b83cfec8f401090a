import { foldName } from '../../core/letters/fold-name.ts'
import type { Facets } from '../../search/answer/answer.ts'
import { keptValue, type SearchView, searchUrl, withValues } from './links.ts'
import { useTexts } from './texts/use-texts.tsx'

/** The parts of the blog as tabs: one for all, and one for each part that has results, with their number. Nothing if there is no choice. */
export function SiteTabs({ facets, view }: { facets: Facets; view: SearchView }) {
  const t = useTexts()
  const chosen = keptValue(view, 'site')
  if (facets.sites.length < 2 && chosen === undefined) return null
  return (
    <nav class="sites" aria-label={t.sites}>
      <ul>
        <li>
          <a
            href={searchUrl(withValues(view, { site: undefined }))}
            aria-current={current(chosen === undefined)}
          >
            {t.allSites}
          </a>
        </li>
        {facets.sites.map(({ value, posts }) => (
          <li key={value}>
            <a
              href={searchUrl(withValues(view, { site: value }))}
              aria-current={current(chosen !== undefined && foldName(value) === foldName(chosen))}
            >
              <bdi>{value}</bdi> <span class="count">{posts.toLocaleString(t.lang)}</span>
              <span class="visually-hidden"> {posts === 1 ? t.postWord : t.postsWord}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function current(is: boolean): 'page' | undefined {
  return is ? 'page' : undefined
}
