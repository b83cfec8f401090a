import { readDate } from '../../../documents/read-date.ts'
import { type Fields, tableOf } from '../fields.ts'
import { readText, readTexts, readYesNo } from '../front-matter-values.ts'
import { withoutExtension } from '../place.ts'

const DEFAULTS = {
  date: ['date', 'publishdate', 'lastmod'],
  publishdate: ['publishdate', 'date'],
  lastmod: ['lastmod'],
  expirydate: ['expirydate'],
}
const OTHER_NAMES = new Map([
  ['publishdate', ['publishdate', 'pubdate', 'published']],
  ['lastmod', ['lastmod', 'modified']],
  ['expirydate', ['expirydate', 'unpublishdate']],
])

type DateName = keyof typeof DEFAULTS
const DATE_NAMES: readonly DateName[] = ['date', 'publishdate', 'lastmod', 'expirydate']

/** The sources of each date in the order in which they are tried: fields, `:filename`, `:filemodtime`. */
export type DateSources = Record<DateName, string[]>

/** The dates of a page as written or in ISO 8601, and the slug that a date in the name leaves. */
type Dates = { [name in DateName]?: string } & { slug?: string }

/** The sources of dates from `frontmatter` of the configuration. */
export function readDateSources(frontmatter: unknown): DateSources {
  const given = tableOf(frontmatter)
  const sourcesOf = (name: DateName) => {
    const own = readTexts(given[name]).map((source) => source.toLowerCase())
    const sources = own.length === 0 ? DEFAULTS[name] : own
    return sources
      .flatMap((source) => (source === ':default' ? DEFAULTS[name] : [source]))
      .flatMap((source) => OTHER_NAMES.get(source) ?? [source])
  }
  const [date, publishdate, lastmod, expirydate] = [
    sourcesOf('date'),
    sourcesOf('publishdate'),
    sourcesOf('lastmod'),
    sourcesOf('expirydate'),
  ]
  return { date, publishdate, lastmod, expirydate }
}

/** The dates of a page. `name` is that of its file or bundle. */
export function datesOf(
  fields: Fields,
  sources: DateSources,
  { name, modified }: { name: string; modified?: string | undefined },
): Dates {
  const inName = datedName(name)
  const dates: Dates = {}
  for (const field of DATE_NAMES) {
    const values = sources[field].map((source) => {
      if (source === ':filename') return inName?.date
      if (source === ':filemodtime') return modified
      return dateText(fields[source])
    })
    const found = values.find((value) => value !== undefined && readDate(value) !== undefined)
    const value = found ?? textOf(fields, field)
    if (value !== undefined) dates[field] = value
    if (value !== undefined && value === inName?.date && inName.slug !== '') dates.slug = inName.slug
  }
  return dates
}

/** What a date's own field has, even if it cannot be read, so that it is told once. */
function textOf(fields: Fields, name: DateName): string | undefined {
  return (OTHER_NAMES.get(name) ?? [name]).map((one) => dateText(fields[one])).find(Boolean)
}

/** The text of a date; undefined for `published: true`. */
function dateText(value: unknown): string | undefined {
  return typeof readYesNo(value) === 'boolean' ? undefined : readText(value)
}

/** The day or moment that a name begins with, and the rest of the name. */
function datedName(name: string): { date: string; slug: string } | undefined {
  const [, day, hour, minute, second, rest = ''] =
    /^(\d{4}-\d{2}-\d{2})(?:[T-](\d{2})-(\d{2})-(\d{2})(?!\d))?(.*)$/s.exec(withoutExtension(name)) ?? []
  if (day === undefined) return undefined
  const time = hour === undefined ? '' : `T${hour}:${minute}:${second}`
  const date = readDate(day + time)
  return date === undefined ? undefined : { date, slug: rest.replace(/^[ _-]+|[ _-]+$/g, '') }
}
