import { InputError } from '../../../core/errors.ts'
import { ownValue } from './fields.ts'
import { readText } from './front-matter-values.ts'

/** The value of each placeholder of a permalink. */
type PermalinkValues = Record<string, string | undefined>

/** A pattern with its placeholders (`:year`) filled in. A placeholder without a value stays. */
export function fillIn(pattern: string, values: PermalinkValues): string {
  return pattern.replace(
    /(?<!:\/*):([a-z_]+)/g,
    (placeholder, name: string) => fill(name, values) ?? placeholder,
  )
}

/** The value of a name. In `:year_:month` the placeholder is the longest beginning that has a value, as Jekyll reads it. */
function fill(name: string, values: PermalinkValues): string | undefined {
  for (let end = name.length; end > 0; end = name.lastIndexOf('_', end - 1)) {
    const value = ownValue(values, name.slice(0, end))
    if (value !== undefined) return value + name.slice(end)
  }
  return undefined
}

/** The placeholders of a date, in the date's own time zone. */
export function dateValues(date: string): PermalinkValues {
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] =
    /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(date) ?? []
  // JavaScript takes a year below 100 for one of the 20th century, unless it is written with four digits.
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`)
  const name = (options: Intl.DateTimeFormatOptions) =>
    Number.isNaN(midnight.getTime()) ? '' : midnight.toLocaleString('en', { ...options, timeZone: 'UTC' })
  const week = isoWeek(midnight)
  return {
    ...{ year, month, day, hour, minute, second },
    short_year: year.slice(-2),
    i_month: String(Number(month)),
    short_month: name({ month: 'short' }),
    long_month: name({ month: 'long' }),
    i_day: String(Number(day)),
    y_day: String(dayOfYear(midnight)).padStart(3, '0'),
    short_day: name({ weekday: 'short' }),
    long_day: name({ weekday: 'long' }),
    w_day: String(midnight.getUTCDay() || 7),
    w_year: String(week.year),
    week: String(week.week).padStart(2, '0'),
  }
}

const DAY = 24 * 60 * 60 * 1000

function dayOfYear(date: Date): number {
  return Math.round((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 0)) / DAY)
}

/** The week of ISO 8601. It belongs to the year of its Thursday. */
function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY)
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) }
}

/** A pattern of a configuration file. Throws an InputError if it is no text. */
export function readPattern(value: unknown, place: string): string | undefined {
  const text = readText(value)
  if (text !== undefined || value === undefined || value === null || typeof value === 'string') return text
  throw new InputError(
    `${place}: expected a text such as "/:year/:title/", got ${JSON.stringify(value).slice(0, 60)}`,
  )
}
