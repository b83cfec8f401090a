import type { Facets } from '../search/answer.ts'
import {
  type KeptParameter,
  keptValue,
  type SearchView,
  searchUrl,
  withoutValue,
  withValues,
} from './links.ts'

/** How the parameters that narrow a search are told; what has only one meaning is told in whole. */
const NARROWED: Partial<Record<KeptParameter, string>> = {
  category: 'Category',
  keyword: 'Keyword',
  author: 'Author',
  lang: 'Language',
  after: 'From',
  before: 'Before',
  phrase: 'With',
  exclude: 'Without',
}
const SWITCHED: Record<string, string> = { 'in=title': 'In titles', 'no=fuzzy': 'Exactly as typed' }

/** What narrows the search, each with a link that leaves out only that. */
export function ActiveFilters({ view }: { view: SearchView }) {
  const filters = toldFilters(view)
  if (filters.length === 0) return null
  return (
    <ul class="active-filters" aria-label="Filters in use">
      {filters.map(({ label, value, without }) => (
        <li key={`${label} ${value}`}>
          <a href={searchUrl(without)}>
            <span class="visually-hidden">Remove the filter </span>
            {label}
            {value !== undefined && (
              <>
                {' '}
                <bdi>{value}</bdi>
              </>
            )}
            <span class="cross" aria-hidden="true">
              {' '}
              ×
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

type ToldFilter = { label: string; value?: string; without: SearchView }

/** The filters of a view; a year is told as one. */
export function toldFilters(view: SearchView): ToldFilter[] {
  const year = yearOf(view)
  const withoutYear = withValues(view, { after: undefined, before: undefined })
  const years = year === undefined ? [] : [{ label: 'Year', value: year, without: withoutYear }]
  const { kept } = year === undefined ? view : withoutYear
  const others = kept.flatMap(([name, value]) => {
    const without = withoutValue(view, name, value)
    const switched = SWITCHED[`${name}=${value.toLowerCase()}`]
    if (switched !== undefined) return [{ label: switched, without }]
    const narrowed = NARROWED[name]
    const told = name === 'lang' ? languageName(value) : value
    return narrowed === undefined ? [] : [{ label: narrowed, value: told, without }]
  })
  return [...years, ...others]
}

type FacetProps = { title: string; values: readonly FacetValue[] }
type FacetValue = { label: string; posts: number; href: string; current: boolean }

/** Values of a facet that are shown at once; the others open. */
const SHOWN = 8

/** Categories, years and languages of the posts that were found, with their numbers: each leads to those posts alone, or back. */
export function Filters({ facets, view }: { facets: Facets; view: SearchView }) {
  const of = (
    values: Facets['years'],
    current: string | undefined,
    narrow: (value: string | undefined) => SearchView,
    name = (value: string) => value,
  ): FacetValue[] =>
    values.map(({ value, posts }) => {
      const isCurrent = value === current?.toLowerCase()
      const href = searchUrl(narrow(isCurrent ? undefined : value))
      return { label: name(value), posts, href, current: isCurrent }
    })
  const groups = [
    {
      title: 'Category',
      values: of(facets.categories, keptValue(view, 'category'), (category) =>
        withValues(view, { category }),
      ),
    },
    { title: 'Year', values: of(facets.years, yearOf(view), (year) => withYear(view, year)) },
    {
      title: 'Language',
      values: of(
        facets.languages,
        keptValue(view, 'lang'),
        (lang) => withValues(view, { lang }),
        languageName,
      ),
    },
  ].filter(({ values }) => values.length > 1 || values.some(({ current }) => current))
  if (groups.length === 0) return null
  return (
    <aside class="filters" aria-label="Filters">
      <details>
        <summary>Filter</summary>
        <div class="facets">
          {groups.map((group) => (
            <Facet key={group.title} {...group} />
          ))}
        </div>
      </details>
    </aside>
  )
}

function Facet({ title, values }: FacetProps) {
  const more = values.slice(SHOWN)
  return (
    <section>
      <h2>{title}</h2>
      <ul>{values.slice(0, SHOWN).map(facetItem)}</ul>
      {more.length > 0 && (
        <details>
          <summary>{more.length} more</summary>
          <ul>{more.map(facetItem)}</ul>
        </details>
      )}
    </section>
  )
}

function facetItem({ label, posts, href, current }: FacetValue) {
  return (
    <li key={label}>
      <a href={href} aria-current={current ? 'true' : undefined}>
        <bdi>{label}</bdi> <span class="count">{posts.toLocaleString('en')}</span>
        <span class="visually-hidden"> {posts === 1 ? 'post' : 'posts'}</span>
      </a>
    </li>
  )
}

/** The year that a search is narrowed to. */
function yearOf(view: SearchView): string | undefined {
  const after = keptValue(view, 'after')
  const isYear = after !== undefined && /^\d{4}$/.test(after)
  return isYear && keptValue(view, 'before') === String(Number(after) + 1) ? after : undefined
}

function withYear(view: SearchView, year: string | undefined): SearchView {
  const next = year === undefined ? undefined : String(Number(year) + 1).padStart(4, '0')
  return withValues(view, { after: year, before: next })
}

const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language' })

function languageName(tag: string): string {
  try {
    return LANGUAGE_NAMES.of(tag) ?? tag
  } catch {
    return tag
  }
}
