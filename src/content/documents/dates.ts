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
