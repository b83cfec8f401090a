import { readAnyDate } from '../../documents/read-date.ts'

/** A date that was read. `repaired` names the guessed part. */
type FeedDate = { date: string; repaired?: string }

/** The date of a feed's text, in any unambiguous form, as ISO 8601. Without a zone it is UTC. Undefined if it is none, and for the dates that programs write for none: a date in year 1, and the start of 1970. */
export function readFeedDate(text: string): FeedDate | undefined {
  const read = readAnyDate(text)
  if (read === undefined || read.rolledOver || read.date < '1000' || Date.parse(read.date) === 0)
    return undefined
  const date = read.date.replace(/\.\d+/, '')
  return { date, ...(read.unknownZone && { repaired: 'unknown time zone read as UTC' }) }
}
