import { normaliseIsoDate } from '../../documents/dates.ts'

/** A date as in a feed: `Wed, 11 Apr 2007 00:52:59 +0000`. */
const FEED_DATE = /^(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} (?:[+-]\d{4}|GMT|UTC)$/

/** The first text that is a date, as ISO 8601. A text is `2007-04-11 00:52:59`, taken as UTC, or the date of a feed. WordPress writes zeros if it has none. */
export function firstDate(...texts: (string | undefined)[]): string | undefined {
  return texts.map((text) => text && readDate(text.trim())).find(Boolean)
}

function readDate(text: string): string | undefined {
  if (!FEED_DATE.test(text)) return normaliseIsoDate(text.replace(' ', 'T'))
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
