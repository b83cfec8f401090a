import { normaliseIsoDate } from '../../documents/dates.ts'

const NUMERIC =
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?:(?:[Tt]|\s+)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?<fraction>\.\d+)?)?)?\s*(?<zone>Z|z|UTC|GMT|[ECMP][SD]T|[+-]\d{1,2}(?::?\d{2})?)?$/
const HAS_MONTH_NAME = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i
const HAS_ZONE = /(?:\b(?:Z|UTC|GMT|[ECMP][SD]T)|[+-]\d{2}:?\d{2})\)?$/i

/** A date in front matter as ISO 8601 with Z or offset; without a zone it is UTC. Undefined if it is none. Examples: `2019-01-04 10:30:00 -0700`, `2019-1-4`, `4 January 2019`. */
export function readDate(text: string): string | undefined {
  const trimmed = text.trim()
  const numeric = NUMERIC.exec(trimmed)
  if (numeric?.groups !== undefined) return normaliseIsoDate(toIso(numeric.groups))
  if (!HAS_MONTH_NAME.test(trimmed)) return undefined
  const date = new Date(HAS_ZONE.test(trimmed) ? trimmed : `${trimmed} UTC`)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

function toIso(parts: Record<string, string | undefined>): string {
  const day = `${parts.year}-${two(parts.month)}-${two(parts.day)}`
  if (parts.hour === undefined) return day
  const time = `${two(parts.hour)}:${parts.minute}:${parts.second ?? '00'}${parts.fraction ?? ''}`
  return `${day}T${time}${toOffset(parts.zone)}`
}

/** The zones of North America, the only ones with unambiguous names. */
const ZONES = new Map(
  Object.entries({ EDT: 4, EST: 5, CDT: 5, CST: 6, MDT: 6, MST: 7, PDT: 7, PST: 8 }).map(([name, hours]) => [
    name,
    `-0${hours}:00`,
  ]),
)

function toOffset(zone: string | undefined): string {
  const named = ZONES.get(zone ?? '')
  if (named !== undefined) return named
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone ?? '') ?? []
  return sign === undefined ? 'Z' : `${sign}${two(hours)}:${minutes}`
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0')
}
