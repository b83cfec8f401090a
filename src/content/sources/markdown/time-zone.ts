import { toOffset } from '../../documents/dates.ts'

/** The wall clock of a moment in a time zone, in ISO 8601 without zone. Without a time zone, or if the date is none, the date as it is. */
export function dayInZone(date: string, timeZone: string | undefined): string {
  if (timeZone === undefined || Number.isNaN(Date.parse(date))) return date
  return wallClock(new Date(date), timeZone)
}

/** A wall clock (`2019-01-04 23:30`) in a time zone as ISO 8601 with offset. Without a time zone, or if the date is none, the date as it is. */
export function withTimeZone(date: string, timeZone: string | undefined): string {
  const asUtc = Date.parse(`${date.trim().replace(/[T ]+/, 'T')}Z`)
  if (timeZone === undefined || Number.isNaN(asUtc)) return date
  // The offset at the moment itself may differ from the first guess near a change of the clocks.
  const first = asUtc - offsetAt(asUtc, timeZone)
  return inTimeZone(new Date(asUtc - offsetAt(first, timeZone)).toISOString(), timeZone)
}

/** A moment in ISO 8601 as the clocks of a time zone show it, with their offset. Without a time zone, the moment as it is. */
export function inTimeZone(date: string, timeZone: string | undefined): string {
  if (timeZone === undefined) return date
  const moment = Date.parse(date)
  return wallClock(new Date(moment), timeZone) + toOffset(Math.round(offsetAt(moment, timeZone) / 60_000))
}

/** The milliseconds by which the clocks of a time zone are ahead of UTC at a moment. */
function offsetAt(moment: number, timeZone: string): number {
  return Date.parse(`${wallClock(new Date(moment), timeZone)}Z`) - Math.floor(moment / 1000) * 1000
}

function wallClock(date: Date, timeZone: string): string {
  const swedish = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return swedish.format(date).replace(' ', 'T')
}
