import { z } from 'zod'

const IsoDate = z.iso.date()
const IsoDateTime = z.iso.datetime({ offset: true, local: true })

/** An ISO date with Z or offset, as Elasticsearch reads it. A date or time without a zone is UTC. Undefined if the text is no ISO date. */
export function normaliseIsoDate(text: string): string | undefined {
  if (IsoDate.safeParse(text).success) return `${text}T00:00:00Z`
  if (!IsoDateTime.safeParse(text).success) return undefined
  const trimmed = text.replace(/(\.\d{3})\d+/, '$1')
  const zoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(trimmed) ? trimmed : `${trimmed}Z`
  return offsetHours(zoned) <= MAX_OFFSET_HOURS ? zoned : undefined
}

/** No place on Earth is further from UTC, and Elasticsearch refuses more. */
const MAX_OFFSET_HOURS = 18

function offsetHours(date: string): number {
  const [, hours = '0', minutes = '0'] = /[+-](\d{2}):(\d{2})$/.exec(date) ?? []
  return Number(hours) + Number(minutes) / 60
}

/** An offset from UTC as ISO 8601 writes it: `-07:00` for -420 minutes. */
export function toOffset(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const two = (number: number) => String(number).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`
}
