import {
  type KeptParameter,
  keptValue,
  type SearchView,
  searchUrl,
  withoutValue,
  withValues,
} from './links.ts'
import type { Texts } from './texts/texts.ts'
import { useTexts } from './texts/use-texts.tsx'

/** Labels of the parameters that narrow a search. A label in SWITCHED stands for a parameter with its value. */
const NARROWED: Partial<Record<KeptParameter, keyof Texts>> = {
  category: 'category',
  keyword: 'keyword',
  site: 'site',
  author: 'author',
  lang: 'language',
  after: 'from',
  before: 'before',
  phrase: 'with',
  exclude: 'without',
}
const SWITCHED: Record<string, keyof Texts> = { 'in=title': 'inTitles', 'no=fuzzy': 'exactly' }

/** The filters in use, each with a link that removes only this one. */
export function ActiveFilters({ view }: { view: SearchView }) {
  const t = useTexts()
  const filters = toldFilters(view, t)
  if (filters.length === 0) return null
  return (
    <ul class="active-filters" aria-label={t.filtersInUse}>
      {filters.map(({ label, value, without }) => (
        <li key={`${label} ${value}`}>
          <a href={searchUrl(without)}>
            <span class="visually-hidden">{t.removeFilter} </span>
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
export function toldFilters(view: SearchView, t: Texts): ToldFilter[] {
  const year = yearOf(view)
  const withoutYear = withValues(view, { after: undefined, before: undefined })
  const years = year === undefined ? [] : [{ label: t.year, value: year, without: withoutYear }]
  const { kept } = year === undefined ? view : withoutYear
  const others = kept.flatMap(([name, value]) => {
    const without = withoutValue(view, name, value)
    const switched = SWITCHED[`${name}=${value.toLowerCase()}`]
    if (switched !== undefined) return [{ label: t[switched], without }]
    if (name === 'facet') {
      const [field = '', ...rest] = value.split(':')
      return [{ label: fieldTitle(field), value: rest.join(':'), without }]
    }
    const narrowed = NARROWED[name]
    const told = name === 'lang' ? languageName(value, t.lang) : value
    return narrowed === undefined ? [] : [{ label: t[narrowed], value: told, without }]
  })
  return [...years, ...others]
}

/** The year that a search is limited to, if it is a single one. */
export function yearOf(view: SearchView): string | undefined {
  const after = keptValue(view, 'after')
  const isYear = after !== undefined && /^\d{4}$/.test(after)
  return isYear && keptValue(view, 'before') === String(Number(after) + 1) ? after : undefined
}

/** The title of a field of the blog's own: `reading-level` is "Reading level". */
export function fieldTitle(field: string): string {
  const words = field.replaceAll(/[-_]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The name of a language in another, or its tag. */
export function languageName(tag: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames(inLanguage, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
