import { normaliseIsoDate, toOffset } from '../../documents/dates.ts'

/** A date as in a feed: `Wed, 11 Apr 2007 00:52:59 +0000`. */
const FEED_DATE = /^(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} (?:[+-]\d{4}|GMT|UTC)$/

/** Minutes from UTC; no place on Earth is further away. */
const MAX_OFFSET = 14 * 60

/** The first text that is a date, as ISO 8601. A text is `2007-04-11 00:52:59`, taken as UTC, or the date of a feed. WordPress writes zeros if it has none. */
export function firstDate(...texts: (string | undefined)[]): string | undefined {
  return texts.map((text) => text && readDate(text.trim())).find(Boolean)
}

/** The moment `gmt` with the offset of the blog's own time zone, in which WordPress writes `local`: 10:30 UTC and 12:30 are `12:30+02:00`. Undefined if either is no date, or if they are too far apart. */
export function withOwnOffset(gmt: string | undefined, local: string | undefined): string | undefined {
  const [moment, own] = [firstDate(gmt), firstDate(local)]
  if (moment === undefined || own === undefined) return undefined
  const minutes = (Date.parse(own) - Date.parse(moment)) / 60_000
  if (minutes === 0 || minutes % 15 !== 0 || Math.abs(minutes) > MAX_OFFSET) return undefined
  return own.replace('Z', toOffset(minutes))
}

function readDate(text: string): string | undefined {
  if (!FEED_DATE.test(text)) return normaliseIsoDate(text.replace(' ', 'T'))
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
