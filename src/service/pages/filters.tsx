import { foldName } from '../../core/letters/fold-name.ts'
import type { Facets } from '../../search/answer/answer.ts'
import { fieldTitle, languageName, yearOf } from './active-filters.tsx'
import { facetValue, keptValue, type SearchView, searchUrl, withFacet, withValues } from './links.ts'
import { fill } from './texts/fill.ts'
import type { Texts } from './texts/texts.ts'
import { useTexts } from './texts/use-texts.tsx'

type FacetProps = { title: string; values: readonly FacetValue[] }
type FacetValue = { label: string; posts: number; href: string; current: boolean }

/** Values of a facet that are shown at once. The others are in a part that opens. */
const SHOWN = 8

/** The facets beside the results: categories, tags, authors, years and languages of the posts found, and the blog's own fields, with counts. Each value links to its posts alone, or back to all. */
export function Filters({ facets, view }: { facets: Facets; view: SearchView }) {
  const t = useTexts()
  const groups = groupsOf(facets, view, t).filter(
    ({ values }) => values.length > 1 || values.some(({ current }) => current),
  )
  if (groups.length === 0) return null
  return (
    <aside class="filters" aria-label={t.filters}>
      <details>
        <summary>{t.filter}</summary>
        <div class="facets">
          {groups.map((group) => (
            <Facet key={group.title} {...group} />
          ))}
        </div>
      </details>
    </aside>
  )
}

function groupsOf(facets: Facets, view: SearchView, t: Texts): FacetProps[] {
  const of = (
    values: Facets['years'],
    current: string | undefined,
    narrow: (value: string | undefined) => SearchView,
    name = (value: string) => value,
  ): FacetValue[] =>
    values.map(({ value, posts }) => {
      const isCurrent = current !== undefined && foldName(value) === foldName(current)
      const href = searchUrl(narrow(isCurrent ? undefined : value))
      return { label: name(value), posts, href, current: isCurrent }
    })
  const byParameter = (values: Facets['years'], name: 'category' | 'keyword' | 'author' | 'lang') =>
    of(
      values,
      keptValue(view, name),
      (value) => withValues(view, { [name]: value }),
      name === 'lang' ? (tag) => languageName(tag, t.lang) : undefined,
    )
  return [
    { title: t.category, values: byParameter(facets.categories, 'category') },
    { title: t.keyword, values: byParameter(facets.tags, 'keyword') },
    ...facets.own.map(({ field, values }) => ({
      title: fieldTitle(field),
      values: of(values, facetValue(view, field), (value) => withFacet(view, field, value)),
    })),
    { title: t.author, values: byParameter(facets.authors, 'author') },
    { title: t.year, values: of(facets.years, yearOf(view), (year) => withYear(view, year)) },
    { title: t.language, values: byParameter(facets.languages, 'lang') },
  ]
}

function Facet({ title, values }: FacetProps) {
  const t = useTexts()
  const more = values.slice(SHOWN)
  return (
    <section>
      <h2>{title}</h2>
      <FacetItems values={values.slice(0, SHOWN)} />
      {more.length > 0 && (
        <details>
          <summary>
            <bdi>{fill(t.moreValues, { n: more.length })}</bdi>
          </summary>
          <FacetItems values={more} />
        </details>
      )}
    </section>
  )
}

function FacetItems({ values }: { values: readonly FacetValue[] }) {
  const t = useTexts()
  return (
    <ul>
      {values.map(({ label, posts, href, current }) => (
        <li key={label}>
          <a href={href} aria-current={current ? 'true' : undefined}>
            <bdi>{label}</bdi> <span class="count">{posts.toLocaleString(t.lang)}</span>
            <span class="visually-hidden"> {posts === 1 ? t.postWord : t.postsWord}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function withYear(view: SearchView, year: string | undefined): SearchView {
  const next = year === undefined ? undefined : String(Number(year) + 1).padStart(4, '0')
  return withValues(view, { after: year, before: next })
}
