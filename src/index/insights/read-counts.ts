import type { Client, estypes } from '@elastic/elasticsearch'
import { BackendError } from '../../core/errors.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'
import { type Clicked, type Counted, PLACES } from './counted.ts'
import { insightsIndex } from './insights-index.ts'

/** Counts of one request, and of one answer: more would be slow, and nobody reads them. */
const PAGE = 1_000
const MAX_COUNTS = 50_000

/** A period of whole days, both included: `2026-11-01`. */
export type Period = { from: string; until: string }

/** The searches of a day, and those of them that found nothing. */
type DayCount = { day: string; searches: number; nothingFound: number }

/** What was counted in a period: all days added up, and the days one by one. `madeUp`: some of it is an example. */
export type PeriodCounts = { counts: Counted[]; days: DayCount[]; madeUp: boolean }

type Sum = { value: number | null }
type Bucket = {
  key: { query: string | null; tier: string; found: boolean; corrected: boolean; filters: string }
  searches: Sum
} & Record<string, unknown>

/** Reads what was counted in a period, by all services. Nothing if nothing was ever counted. */
export async function readCounts(client: Client, prefix: string, period: Period): Promise<PeriodCounts> {
  const index = insightsIndex(prefix)
  const options = within(TIMEOUTS.large)
  if (!(await client.indices.exists({ index }, options))) return { counts: [], days: [], madeUp: false }
  await client.indices.refresh({ index }, options)
  const query = {
    bool: {
      filter: [
        { terms: { kind: ['count', 'month'] } },
        { range: { day: { gte: period.from, lte: period.until } } },
      ],
    },
  }
  const { aggregations, _shards } = await client.search<unknown, Record<string, never>>(
    { index, size: 0, query, aggs: { days: BY_DAY, madeUp: { filter: { term: { madeUp: true } } } } },
    options,
  )
  if (_shards.failed > 0) throw new BackendError(`${index}: ${_shards.failed} shards fail to be read`)
  const found = aggregations as
    | { days?: { buckets: DayBucket[] }; madeUp?: { doc_count: number } }
    | undefined
  return {
    counts: await readBuckets(client, index, query),
    days: (found?.days?.buckets ?? []).map(toDay),
    madeUp: (found?.madeUp?.doc_count ?? 0) > 0,
  }
}

type DayBucket = { key_as_string: string; searches: Sum; nothing: { searches: Sum } }

const BY_DAY: estypes.AggregationsAggregationContainer = {
  date_histogram: { field: 'day', calendar_interval: 'day', format: 'yyyy-MM-dd', min_doc_count: 1 },
  aggs: {
    searches: { sum: { field: 'searches' } },
    nothing: { filter: { term: { found: false } }, aggs: { searches: { sum: { field: 'searches' } } } },
  },
}

function toDay({ key_as_string: day, searches, nothing }: DayBucket): DayCount {
  return { day, searches: searches.value ?? 0, nothingFound: nothing.searches.value ?? 0 }
}

type Composite = { buckets: Bucket[]; after_key: estypes.AggregationsCompositeAggregateKey }

const KEYS = ['tier', 'found', 'corrected', 'filters'] as const

async function readBuckets(
  client: Client,
  index: string,
  query: NonNullable<estypes.QueryDslQueryContainer>,
): Promise<Counted[]> {
  const sums = Object.fromEntries(PLACES.map((place) => [place, { sum: { field: `clicked.${place}` } }]))
  const sources = [
    { query: { terms: { field: 'query', missing_bucket: true } } },
    ...KEYS.map((field) => ({ [field]: { terms: { field } } })),
  ]
  const counts: Counted[] = []
  let after: estypes.AggregationsCompositeAggregateKey | undefined
  while (counts.length < MAX_COUNTS) {
    const composite = { size: PAGE, sources, ...(after !== undefined && { after }) }
    const aggs = { all: { composite, aggs: { searches: { sum: { field: 'searches' } }, ...sums } } }
    const { aggregations } = await client.search({ index, size: 0, query, aggs }, within(TIMEOUTS.large))
    const { buckets = [], after_key } = (aggregations?.all ?? {}) as Partial<Composite>
    counts.push(...buckets.map(toCounted))
    after = after_key
    if (after === undefined) break
  }
  return counts
}

function toCounted({ key: { query, ...outcome }, searches, ...sums }: Bucket): Counted {
  const clicked: Clicked = {}
  for (const place of PLACES) {
    const count = (sums[place] as Sum | undefined)?.value ?? 0
    if (count > 0) clicked[place] = count
  }
  return { ...(query !== null && { query }), ...outcome, searches: searches.value ?? 0, clicked }
}
