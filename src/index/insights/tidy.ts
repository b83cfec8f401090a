import type { Client } from '@elastic/elasticsearch'
import { textHash } from '../../core/hash.ts'
import { refresh } from '../../elastic/refresh.ts'
import type { Query } from '../../elastic/request-types.ts'
import { scan } from '../../elastic/scan.ts'
import { addClicks, type Counted, dayOf } from './counted.ts'
import { insightsIndex } from './insights-index.ts'
import { quarterOf } from './kept-texts.ts'
import { sendBulk } from './send-bulk.ts'

/** Days that are kept one by one. Earlier ones are added up by months. */
const DAYS_KEPT = 400
const DAY_MS = 86_400_000

type Stored = Counted & { kind: string; day: string; quarter?: string }

/** Adds up the months that ended more than 400 days ago, and deletes the hashes and salts of other quarters. It may run in several services at once, and may be cut off at any moment. */
export async function tidyInsights(client: Client, prefix: string, now: number): Promise<void> {
  await refresh(client, [insightsIndex(prefix)])
  const today = dayOf(now)
  await forgetHashes(client, prefix, quarterOf(today))
  const months = await monthsBefore(client, prefix, dayOf(now - DAYS_KEPT * DAY_MS))
  for (const month of months) await addUpMonth(client, prefix, month)
}

async function forgetHashes(client: Client, prefix: string, quarter: string): Promise<void> {
  const index = insightsIndex(prefix)
  const query = {
    bool: { filter: [{ terms: { kind: ['seen', 'salt'] } }], must_not: [{ term: { quarter } }] },
  }
  const ids: string[] = []
  for await (const { _id = '' } of scan(client, { index, query, _source: false })) ids.push(_id)
  await sendBulk(client, prefix, deletions(ids))
}

/** The months with counts by days that all lie before a day: `2025-09`. */
async function monthsBefore(client: Client, prefix: string, day: string): Promise<string[]> {
  const months = new Set<string>()
  const index = insightsIndex(prefix)
  const query = daysBetween({ lt: `${day.slice(0, 'yyyy-mm'.length)}-01` })
  for await (const { _source } of scan<Stored>(client, { index, query, _source: ['day'] })) {
    if (_source !== undefined) months.add(_source.day.slice(0, 'yyyy-mm'.length))
  }
  return [...months].sort()
}

/**
 * Replaces the days of a month by their sums. First all sums are created, then the days are deleted. Sums that are there
 * already stay as they are, since whoever made them saw all days.
 */
async function addUpMonth(client: Client, prefix: string, month: string): Promise<void> {
  const index = insightsIndex(prefix)
  const sums = new Map<string, Stored>()
  const ids: string[] = []
  const query = daysBetween({ gte: `${month}-01`, lt: firstDayAfter(month) })
  for await (const { _id = '', _source } of scan<Stored>(client, { index, query })) {
    if (_source === undefined) continue
    ids.push(_id)
    const { query: text = '', tier, found, corrected, filters } = _source
    const key = `${tier}|${found}|${corrected}|${filters}|${text}`
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { ..._source, kind: 'month', day: `${month}-01` })
    else {
      sum.searches += _source.searches
      sum.clicked = addClicks(sum.clicked, _source.clicked)
    }
  }
  const operations = [...sums].flatMap(([key, sum]) => [
    { create: { _id: `month-${month}-${textHash(key)}` } },
    sum,
  ])
  const failed = await sendBulk(client, prefix, operations)
  if ([...failed.values()].some((status) => status !== CONFLICT)) return
  await sendBulk(client, prefix, deletions(ids))
}

const CONFLICT = 409

function daysBetween(range: { gte?: string; lt: string }): Query {
  return { bool: { filter: [{ term: { kind: 'count' } }, { range: { day: range } }] } }
}

function firstDayAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return dayOf(Date.UTC(year, number, 1))
}

function deletions(ids: readonly string[]): object[] {
  return ids.map((_id) => ({ delete: { _id } }))
}
