import { normaliseIsoDate } from '../../documents/dates.ts'

/** A date that was read. `repaired` names the guessed part. */
type FeedDate = { date: string; repaired?: string }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Only English names: "marraskuu" begins like March, but means November. */
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const TIME =
  '(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d+)?)?(?:\\s?(?<half>[ap])\\.?m\\.?)?'
const ZONE = '(?:\\s*(?<zone>[a-z]{1,5}|(?:gmt|utc?)?[+-]\\d{1,2}(?::?\\d{2})?))?'
const WEEKDAY = '(?:\\p{L}+[.,\\s]+)??'
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'

const FORMS = [
  // 2004-01-04T10:14:55Z, 2004-1-4 10:14 +0100, 2004/01/04, 2004-01, 2004
  `(?<year>\\d{4})(?:(?<separator>[-/.])(?<month>\\d{1,2})(?:\\k<separator>(?<day>\\d{1,2})(?:(?:t|\\s)\\s?${TIME}${ZONE})?)?)?`,
  // 20040104, 20040104T101455Z
  `(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:t(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?${ZONE})?`,
  // Sun, 04 Jan 2004 10:14:55 GMT, 4-January-04
  `${WEEKDAY}${DAY}[\\s-]+${MONTH}[\\s,-]+(?<year>\\d{4}|\\d{2})(?:,?\\s(?:at\\s)?${TIME}${ZONE})?`,
  // January 4th, 2004 at 10:14 PM
  `${WEEKDAY}${MONTH}\\s${DAY},?\\s(?<year>\\d{4})(?:,?\\s(?:at\\s)?${TIME}${ZONE})?`,
  // Sun Jan 4 10:14:55 EST 2004
  `${WEEKDAY}${MONTH}\\s${DAY}\\s${TIME}${ZONE}\\s(?<year>\\d{4})`,
].map((form) => new RegExp(`^${form}$`, 'iu'))

/** The hours from UTC of zones whose names are not ambiguous among those who write them. */
const ZONES = new Map(
  Object.entries({
    ...{ ut: 0, utc: 0, gmt: 0, z: 0, wet: 0 },
    ...{
      edt: -4,
      est: -5,
      cdt: -5,
      cst: -6,
      mdt: -6,
      mst: -7,
      pdt: -7,
      pst: -8,
      akdt: -8,
      akst: -9,
      hst: -10,
    },
    ...{ bst: 1, west: 1, cet: 1, met: 1, cest: 2, mest: 2, eet: 2, eest: 3, msk: 3 },
    ...{ hkt: 8, sgt: 8, awst: 8, jst: 9, kst: 9, aest: 10, aedt: 11, nzst: 12, nzdt: 13 },
  }),
)

const MAX_LENGTH = 100

type Parts = Record<string, string | undefined>

/** The date of a feed's text, in any unambiguous form, as ISO 8601. Without a zone it is UTC. Undefined if it is none, and for the dates that programs write for none: a date in year 1, and the start of 1970. */
export function readFeedDate(text: string): FeedDate | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const tidy = text
    .replace(/\([^()]*\)\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const parts = firstMatch(tidy)
  if (parts === undefined) return undefined
  const zone = readZone(parts.zone)
  const date = normaliseIsoDate(toIso(parts, zone.offset))
  if (date === undefined || date < '1000' || Date.parse(date) === 0) return undefined
  return { date, ...(!zone.known && { repaired: 'unknown time zone read as UTC' }) }
}

function firstMatch(text: string): Parts | undefined {
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups
    if (groups !== undefined) return groups
  }
  return undefined
}

function toIso(parts: Parts, offset: string): string {
  const day = `${fullYear(parts.year ?? '')}-${readMonth(parts.month)}-${two(parts.day ?? '1')}`
  if (parts.hour === undefined) return day
  // ISO dates have no leap seconds.
  const second = parts.second === '60' ? '59' : (parts.second ?? '00')
  return `${day}T${readHour(parts.hour, parts.half)}:${parts.minute}:${second}${offset}`
}

function fullYear(digits: string): string {
  if (digits.length === 4) return digits
  return Number(digits) < 50 ? `20${digits}` : `19${digits}`
}

function readMonth(month: string | undefined): string {
  const index = MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase())
  return two(index === -1 ? (month ?? '1') : String(index + 1))
}

function readHour(hour: string, half: string | undefined): string {
  if (half === undefined) return two(hour)
  return two(String((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)))
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
  return Number(hours) + Number(minutes) === 0 ? 'Z' : `${sign}${two(hours)}:${minutes}`
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}
