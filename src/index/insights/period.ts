import { InputError } from '../../core/errors.ts'
import { dayOf } from './counted.ts'
import type { Period } from './read-counts.ts'

const DAY_MS = 86_400_000
const MAX_DAYS = 4_000
/** The period if nobody says. */
export const DEFAULT_SINCE = '30d'

/** The period that `30d` or a day such as `2026-11-01` names, up to today, and the one as long before it. Throws an InputError for anything else. */
export function readPeriod(since: string, now: number): { period: Period; before: Period } {
  const until = dayOf(now)
  const days = daysOf(since, until)
  if (days === undefined || days < 1 || days > MAX_DAYS) {
    const expected = `expected days such as 30d, or a day before today such as ${dayOf(now - 30 * DAY_MS)}`
    throw new InputError(`since: ${expected}, got ${JSON.stringify(since)}`)
  }
  const back = (count: number) => dayOf(Date.parse(until) - count * DAY_MS)
  return {
    period: { from: back(days - 1), until },
    before: { from: back(2 * days - 1), until: back(days) },
  }
}

function daysOf(since: string, until: string): number | undefined {
  const count = /^(\d{1,4})d$/.exec(since)?.[1]
  if (count !== undefined) return Number(count)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since) || Number.isNaN(Date.parse(since))) return undefined
  return Math.round((Date.parse(until) - Date.parse(since)) / DAY_MS) + 1
}
