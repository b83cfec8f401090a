import {
  type KeptParameter,
  keptValue,
  type SearchView,
  searchUrl,
  withoutValue,
  withValues,
} from './links.ts'

/** Labels of the parameters that narrow a search. A label in SWITCHED stands for a parameter with its value. */
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

/** The filters in use, each with a link that removes only this one. */
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

/** The filters of a view. The two bounds of a year count as one filter. */
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

/** The year that a search is limited to, if it is a single one. */
export function yearOf(view: SearchView): string | undefined {
  const after = keptValue(view, 'after')
  const isYear = after !== undefined && /^\d{4}$/.test(after)
  return isYear && keptValue(view, 'before') === String(Number(after) + 1) ? after : undefined
}

const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language' })

/** The English name of a language, or its tag. */
export function languageName(tag: string): string {
  try {
    return LANGUAGE_NAMES.of(tag) ?? tag
  } catch {
    return tag
  }
}
