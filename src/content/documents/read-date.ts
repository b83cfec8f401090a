import { normaliseIsoDate } from './dates.ts'

/** A date that was read, as ISO 8601 with Z or an offset. `unknownZone` says that its zone has no known name and was read as UTC, `rolledOver` that its day does not exist. */
type ReadDate = { date: string; unknownZone: boolean; rolledOver: boolean }

/** Whether `5/1/2023` begins with its day or its month. Without it, such a date is read only if one of the two is over 12. */
export type DateOrder = 'day first' | 'month first'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Only English names: "marraskuu" begins like March, but means November. */
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const HOUR = '(?<hour>\\d{1,2}):(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:[.,](?<fraction>\\d*))?)?'
const TIME = `${HOUR}(?:\\s?(?<half>[ap])\\.?m\\.?)?`
/** A zone by its name or offset, or by both; a place such as America/New_York counts as a name. */
const ZONE =
  '(?:\\s*(?<zone>[a-z]{1,5}|[a-z]+/[a-z_/]+|(?:gmt|utc?)?[+-]\\d{1,2}(?::?\\d{2})?)(?:\\s[a-z]{1,5})?)?'
const WEEKDAY = '(?:\\p{L}+[.,\\s]+)??'
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
const NAMED_DAY_TIME = `(?:,?\\s(?:at\\s)?${TIME}${ZONE})?`
/** Ruby passes over a year that is written once more after the time. */
const NUMERIC_DAY_TIME = `(?:(?:t|,?\\s)\\s?(?:at\\s)?${TIME}(?:\\s\\k<year>(?=\\s|$))?${ZONE})?`

const FORMS = [
  // 2004-01-04T10:14:55Z, 2004-1-4 10:14 +0100, 2004/01/04, 2004-01, 2004
  `(?<year>\\d{4})(?:(?<separator>[-/.])(?<month>\\d{1,2})(?:\\k<separator>(?<day>\\d{1,2})${NUMERIC_DAY_TIME})?)?`,
  // 20040104, 20040104T101455Z
  `(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:t(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?${ZONE})?`,
  // Sun, 04 Jan 2004 10:14:55 GMT, 4-January-04
  `${WEEKDAY}${DAY}[\\s-]+${MONTH}[\\s,-]+(?<year>\\d{4}|\\d{2})${NAMED_DAY_TIME}`,
  // January 4th, 2004 at 10:14 PM
  `${WEEKDAY}${MONTH}\\s${DAY},?\\s(?<year>\\d{4})${NAMED_DAY_TIME}`,
  // Sun Jan 4 10:14:55 EST 2004
  `${WEEKDAY}${MONTH}\\s${DAY}\\s${TIME}${ZONE}\\s(?<year>\\d{4})`,
  // 2004-Jan-04
  `(?<year>\\d{4})-${MONTH}-(?<day>\\d{1,2})${NAMED_DAY_TIME}`,
  // 4.1.2004, 4/1/2004, 1/4/2004 10:14 PM
  `(?<first>\\d{1,2})(?<mark>[-/.])(?<other>\\d{1,2})\\k<mark>(?<year>\\d{4})${NUMERIC_DAY_TIME}`,
].map((form) => new RegExp(`^${form}$`, 'iu'))

/** The hours from UTC of zones whose names are not ambiguous among those who write them. */
const ZONES = new Map(
  Object.entries({
    ...{ ut: 0, utc: 0, gmt: 0, z: 0, wet: 0 },
    ...{ edt: -4, est: -5, cdt: -5, cst: -6, mdt: -6, mst: -7, pdt: -7, pst: -8 },
    ...{ akdt: -8, akst: -9, hst: -10 },
    ...{ bst: 1, west: 1, cet: 1, met: 1, cest: 2, mest: 2, eet: 2, eest: 3, msk: 3 },
    ...{ hkt: 8, sgt: 8, awst: 8, jst: 9, kst: 9, aest: 10, aedt: 11, nzst: 12, nzdt: 13 },
  }),
)

const MAX_LENGTH = 100

type Parts = Record<string, string | undefined>

/**
 * A date in any form that people and programs write: ISO 8601 and its relatives, with names of months and zones, with AM and PM.
 * A day that its month lacks rolls over into the next month, and 24:00 into the next day, as Ruby and JavaScript read them. Without a zone it
 * is UTC. Undefined if it is none, or could mean two days.
 */
export function readAnyDate(text: string, order?: DateOrder): ReadDate | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const tidy = text
    .replace(/\([^()]*\)\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const parts = withDay(firstMatch(tidy), order)
  if (parts === undefined) return undefined
  const zone = readZone(parts.zone)
  const date = toIso(parts, zone.offset)
  if (date === undefined) return undefined
  const rolledOver = date.slice(8, 10) !== (parts.day ?? '1').padStart(2, '0')
  return { date, unknownZone: !zone.known, rolledOver }
}

/** A date of a blog's own files as ISO 8601 with Z or an offset, in any form that `readAnyDate` knows, or as seconds or milliseconds since 1970. Undefined if it is none; a year alone is none. */
export function readDate(text: string, order?: DateOrder): string | undefined {
  const trimmed = text.trim()
  if (/^\d{4}$/.test(trimmed)) return undefined
  if (/^\d{9,13}$/.test(trimmed)) return fromSeconds(trimmed)
  return readAnyDate(trimmed, order)?.date
}

function fromSeconds(digits: string): string {
  return new Date(Number(digits) * (digits.length > 11 ? 1 : 1000)).toISOString()
}

function firstMatch(text: string): Parts | undefined {
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups
    if (groups !== undefined) return groups
  }
  return undefined
}

/** The parts with day and month, where the text has them as two numbers. */
function withDay(parts: Parts | undefined, order: DateOrder | undefined): Parts | undefined {
  if (parts?.first === undefined) return parts
  const { first, other } = parts
  const [one, two] = [Number(first), Number(other)]
  const known = one > 12 || one === two ? 'day first' : two > 12 ? 'month first' : order
  if (known === undefined) return undefined
  return known === 'day first'
    ? { ...parts, day: first, month: other }
    : { ...parts, day: other, month: first }
}

function toIso(parts: Parts, offset: string): string | undefined {
  const numbers = [
    Number(fullYear(parts.year ?? '')),
    readMonth(parts.month),
    Number(parts.day ?? 1),
    readHour(parts.hour, parts.half),
    Number(parts.minute ?? 0),
    Number(parts.second ?? 0),
  ] as const
  if (!isPossible(numbers)) return undefined
  const [year, month, day, hour, minute, second] = numbers
  const milliseconds = Number((parts.fraction ?? '').padEnd(3, '0').slice(0, 3))
  const rolled = new Date(0)
  rolled.setUTCFullYear(year, month - 1, day)
  // ISO dates have no leap seconds.
  rolled.setUTCHours(hour, minute, Math.min(second, 59), milliseconds)
  const written = rolled.toISOString().slice(0, -1)
  const shown = parts.fraction ? written : written.replace(/\.\d+$/, '')
  return normaliseIsoDate(shown + offset)
}

function isPossible(numbers: readonly [number, number, number, number, number, number]): boolean {
  const [year, month, day, hour, minute, second] = numbers
  const isDay = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31
  const isTime = hour <= 23 && minute <= 59 && second <= 60
  return isDay && (isTime || (hour === 24 && minute + second === 0))
}

function fullYear(digits: string): string {
  if (digits.length === 4) return digits
  return Number(digits) < 50 ? `20${digits}` : `19${digits}`
}

function readMonth(month: string | undefined): number {
  const index = MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase())
  return index === -1 ? Number(month ?? 1) : index + 1
}

function readHour(hour: string | undefined, half: string | undefined): number {
  if (hour === undefined || half === undefined) return Number(hour ?? 0)
  return (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

function readZone(zone: string | undefined): { offset: string; known: boolean } {
  if (zone === undefined) return { offset: 'Z', known: true }
  const {
    sign,
    hours = '',
    minutes = '00',
  } = /(?<sign>[+-])(?<hours>\d{1,2}):?(?<minutes>\d{2})?$/.exec(zone)?.groups ?? {}
  if (sign !== undefined) return { offset: toOffset(sign, hours, minutes), known: true }
  const named = ZONES.get(zone.toLowerCase())
  if (named === undefined) return { offset: 'Z', known: false }
  return { offset: toOffset(named < 0 ? '-' : '+', String(Math.abs(named)), '00'), known: true }
}

function toOffset(sign: string, hours: string, minutes: string): string {
  return Number(hours) + Number(minutes) === 0 ? 'Z' : `${sign}${hours.padStart(2, '0')}:${minutes}`
}
