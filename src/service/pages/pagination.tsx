import { MAX_DEPTH } from '../../search/ranking.ts'
import { type SearchView, searchUrl } from './links.ts'
import { useTexts } from './texts/use-texts.tsx'

type PaginationProps = { view: SearchView; page: number; size: number; total: number }

/** Page links on each side of the page that is shown. */
const NEIGHBOURS = 3

/** The last page that has results and may be asked for. */
export function lastPage(total: number, size: number): number {
  return Math.max(1, Math.min(Math.ceil(total / size), Math.floor(MAX_DEPTH / size)))
}

/** Links to the pages around this one; nothing if there is only one page. */
export function Pagination({ view, page, size, total }: PaginationProps) {
  const t = useTexts()
  const last = lastPage(total, size)
  if (last === 1 || page > last) return null
  const first = Math.max(1, page - NEIGHBOURS)
  const count = Math.min(last, page + NEIGHBOURS) - first + 1
  const pages = Array.from({ length: count }, (_, i) => first + i)
  return (
    <nav class="pagination" aria-label={t.pages}>
      <ul>
        {page > 1 && (
          <li>
            <a href={searchUrl(view, page - 1)} rel="prev">
              {t.previous}
            </a>
          </li>
        )}
        {pages.map((number) => (
          <li key={number}>
            <PageLink view={view} number={number} current={number === page} />
          </li>
        ))}
        {page < last && (
          <li>
            <a href={searchUrl(view, page + 1)} rel="next">
              {t.next}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

function PageLink({ view, number, current }: { view: SearchView; number: number; current: boolean }) {
  const t = useTexts()
  if (current) {
    return (
      <span aria-current="page">
        <span class="visually-hidden">{t.page} </span>
        {number}
      </span>
    )
  }
  return (
    <a href={searchUrl(view, number)}>
      <span class="visually-hidden">{t.page} </span>
      {number}
    </a>
  )
}
