import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { OUTCOMES, type Outcome } from '../../meaning/query-vectors.ts'

/** The facts of a finished request that are counted. */
type FinishedRequest = {
  /** The pattern of its route, never its path: text from clients must not become labels. */
  route: string
  status: number
  seconds: number
  /** The cost and the results of a search, if it was one. A search that failed has no `results`. */
  search?: {
    roundTrips: number
    cache?: 'hit' | 'miss' | 'shared' | 'stale'
    strategy?: string
    terms?: number
    results?: number
  }
  /** Why the request was shed: refused to spare the others. */
  shed?: ShedReason
  /** Whether the client went away before it had its answer. */
  aborted?: boolean
}

/** Why a request was shed: the service is overloaded, or the client asks too often. */
const SHED_REASONS = ['overload', 'rate'] as const
export type ShedReason = (typeof SHED_REASONS)[number]

/** The metrics of one process, in a registry of its own. */
export type Metrics = {
  registry: Registry
  /** Counts a request that begins. */
  begin(): void
  /** Counts what became of the vector of a query. */
  meaning(outcome: Outcome): void
  /** Counts a request that has ended. */
  end(request: FinishedRequest): void
}

const PREFIX = 'blog_search_'
/** Buckets of durations, from a remembered answer to the longest search. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Values of the label `cache`; `none` where nothing is remembered. */
const CACHE = ['hit', 'miss', 'shared', 'stale', 'none'] as const

/** The metrics of the service and of its process. Counters start at 0, so that a rate is known from the first event on. */
export function createMetrics(version: string): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: `${PREFIX}info`,
    help: 'The version that runs',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version }, 1)
  const http = requestMetrics(registry)
  const countSearch = searchMetrics(registry)
  const meaning = meaningMetrics(registry)
  return {
    registry,
    begin: () => http.inFlight.inc(),
    meaning: (outcome) => meaning.inc({ outcome }),
    end: ({ route, status, seconds, search, shed, aborted }) => {
      http.inFlight.dec()
      http.requests.inc({ route, status })
      http.duration.observe({ route }, seconds)
      if (aborted === true) http.aborted.inc()
      if (shed !== undefined) http.shed.inc({ reason: shed })
      if (search !== undefined) countSearch(search)
    },
  }
}

function requestMetrics(registry: Registry) {
  const registers = [registry]
  const shed = new Counter({
    name: `${PREFIX}shed_total`,
    help: 'Requests that were refused to spare the others: overload, or the rate of one client',
    labelNames: ['reason'],
    registers,
  })
  for (const reason of SHED_REASONS) shed.inc({ reason }, 0)
  return {
    shed,
    requests: new Counter({
      name: `${PREFIX}requests_total`,
      help: 'Requests that ended, by route and status',
      labelNames: ['route', 'status'],
      registers,
    }),
    duration: new Histogram({
      name: `${PREFIX}request_duration_seconds`,
      help: 'From the first line of a request to the end of its answer',
      labelNames: ['route'],
      buckets: SECONDS,
      registers,
    }),
    inFlight: new Gauge({
      name: `${PREFIX}requests_in_flight`,
      help: 'Requests without an answer yet',
      registers,
    }),
    aborted: new Counter({
      name: `${PREFIX}aborted_total`,
      help: 'Requests whose client went away before the end of the answer',
      registers,
    }),
  }
}

function meaningMetrics(registry: Registry) {
  const meaning = new Counter({
    name: `${PREFIX}meaning_total`,
    help: 'Vectors that searches asked for: made in time, kept from before, late or failed, so that words alone were searched for',
    labelNames: ['outcome'],
    registers: [registry],
  })
  for (const outcome of OUTCOMES) meaning.inc({ outcome }, 0)
  return meaning
}

/** Counts the cost and the results of searches. A search that failed has no number of results; only its round trips count. */
function searchMetrics(registry: Registry): (search: NonNullable<FinishedRequest['search']>) => void {
  const counter = (name: string, help: string) =>
    new Counter({ name: `${PREFIX}${name}`, help, registers: [registry] })
  const searches = new Counter({
    name: `${PREFIX}searches_total`,
    help: 'Searches that were answered, by what the memory had: hit, miss, shared with one under way, none',
    labelNames: ['cache'],
    registers: [registry],
  })
  for (const cache of CACHE) searches.inc({ cache }, 0)
  const roundTrips = counter('round_trips_total', 'Requests to Elasticsearch that searches made')
  const corrections = counter(
    'corrections_total',
    'Searches for more terms than the one typed: other spellings, synonyms',
  )
  const fallbacks = counter('fallbacks_total', 'Searches answered by words since nothing had them in a row')
  const zeroResults = counter('zero_results_total', 'Searches that found nothing')
  return ({ roundTrips: trips, cache, strategy, terms = 0, results }) => {
    roundTrips.inc(trips)
    if (results === undefined) return
    searches.inc({ cache: cache ?? 'none' })
    if (terms > 1) corrections.inc()
    if (strategy !== 'exact') fallbacks.inc()
    if (results === 0) zeroResults.inc()
  }
}
