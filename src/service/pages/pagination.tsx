import { MAX_DEPTH } from '../../search/ranking.ts'
import { type SearchView, searchUrl } from './links.ts'

type PaginationProps = { view: SearchView; page: number; size: number; total: number }

/** Page links on each side of the page that is shown. */
const NEIGHBOURS = 3

/** The last page that has results and may be asked for. */
export function lastPage(total: number, size: number): number {
  return Math.max(1, Math.min(Math.ceil(total / size), Math.floor(MAX_DEPTH / size)))
}

/** Links to the pages around this one; nothing if there is only one page. */
export function Pagination({ view, page, size, total }: PaginationProps) {
  const last = lastPage(total, size)
  if (last === 1 || page > last) return null
  const first = Math.max(1, page - NEIGHBOURS)
  const count = Math.min(last, page + NEIGHBOURS) - first + 1
  const pages = Array.from({ length: count }, (_, i) => first + i)
  return (
    <nav class="pagination" aria-label="Pages of results">
      <ul>
        {page > 1 && (
          <li>
            <a href={searchUrl(view, page - 1)} rel="prev">
              Previous
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
              Next
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

function PageLink({ view, number, current }: { view: SearchView; number: number; current: boolean }) {
  if (current) {
    return (
      <span aria-current="page">
        <span class="visually-hidden">Page </span>
        {number}
      </span>
    )
  }
  return (
    <a href={searchUrl(view, number)}>
      <span class="visually-hidden">Page </span>
      {number}
    </a>
  )
}
