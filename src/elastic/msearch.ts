import { type Client, errors, type estypes } from '@elastic/elasticsearch'
import { BackendError, UnavailableError } from '../core/errors.ts'
import type { SearchBody } from './request-types.ts'
import { backendError, failureOf, isPassingFault, Tries } from './retry.ts'
import { once } from './timeouts.ts'

/** A search and the alias it goes to. */
export type AliasedSearch = {
  index: string | string[]
  body: SearchBody
  /** The part of a larger request that it belongs to. */
  part?: string
  /** Whether an error of this search counts as finding nothing. */
  optional?: boolean
}

/** A round trip to Elasticsearch. Times are in milliseconds; `start` counts from the beginning of the search. */
export type RoundTrip = {
  start: number
  ms: number
  path: string
  /** Exactly as sent: header, body, header, body, ... */
  searches: Record<string, unknown>[]
  /** The time of each search as Elasticsearch reports it; empty unless it was asked for. */
  took: number[]
  /** The part of the request that each search belongs to, where it has one. */
  parts: (string | undefined)[]
}

/** The answers of one round trip in the order of its searches, whether any of them is partial (some shards did not answer), and the trip itself for debugging. */
type Answers = {
  responses: estypes.MsearchMultiSearchItem[]
  partial: boolean
  trip: Omit<RoundTrip, 'start'>
}

type Options = {
  named: boolean
  timeoutMs: number
  signal: AbortSignal
  /** Whether a partial answer is better than none. */
  mayBePartial?: boolean
}

/**
 * With several shards, the frequency of a word is counted over all of them before any of them scores, so that the order is that of one
 * shard. With one shard, Elasticsearch leaves out this extra step by itself.
 */
const SEARCH_TYPE = 'dfs_query_then_fetch'
/** A reader waits, so retries last a few hundred milliseconds, no more. */
const QUICK_RETRY = { maxTries: 3, firstWaitMs: 100, maxWaitMs: 400 }
/** The share of the time limit in which Elasticsearch may search; then it sends what it has. */
const SEARCHING_SHARE = 0.8

/**
 * Sends all searches in one request. Retries it if Elasticsearch says "not now" or some shards do not answer. Throws an
 * UnavailableError if Elasticsearch is away, late or too busy, and a BackendError if it refuses any of the searches.
 */
export async function msearch(
  client: Client,
  searches: readonly AliasedSearch[],
  options: Options,
): Promise<Answers> {
  const timeout = `${Math.ceil(SEARCHING_SHARE * options.timeoutMs)}ms`
  const lines = searches.flatMap(({ index, body }) => [
    { index, search_type: SEARCH_TYPE },
    { ...body, timeout },
  ])
  const started = performance.now()
  const { responses, partial } = await sendUntilWhole(client, lines, {
    ...options,
    optional: searches.map(({ optional }) => optional === true),
  })
  return {
    responses,
    partial,
    trip: {
      ms: performance.now() - started,
      path: options.named ? '/_msearch?include_named_queries_score=true' : '/_msearch',
      searches: lines,
      took: options.named ? responses.map(({ took }) => took) : [],
      parts: searches.map(({ part }) => part),
    },
  }
}

type Lines = Record<string, unknown>[]

/** Whether each search, by its place, may fail. */
type Sending = Options & { optional: readonly boolean[] }

type Sent = Pick<Answers, 'responses' | 'partial'>

async function sendUntilWhole(client: Client, lines: Lines, options: Sending): Promise<Sent> {
  const tries = new Tries({ ...QUICK_RETRY, maxMs: options.timeoutMs })
  let incomplete: Sent | undefined
  for (;;) {
    const { sent, error } = await trySend(client, lines, options)
    if (sent !== undefined && !sent.partial) return sent
    incomplete = sent ?? incomplete
    if (await tries.again(options.signal).catch(() => false)) continue
    if (incomplete !== undefined && options.mayBePartial) return incomplete
    throw error ?? new UnavailableError('Elasticsearch answered a search only in part')
  }
}

/** Sends one request. A passing error is returned, any other is thrown. */
async function trySend(
  client: Client,
  lines: Lines,
  options: Sending,
): Promise<{ sent?: Sent; error?: UnavailableError }> {
  try {
    return { sent: await send(client, lines, options) }
  } catch (error) {
    if (error instanceof UnavailableError) return { error }
    throw error
  }
}

async function send(
  client: Client,
  lines: Lines,
  { named, timeoutMs, signal, optional }: Sending,
): Promise<Sent> {
  const { responses } = await client
    .msearch(
      { searches: lines, ...(named && { include_named_queries_score: true }) },
      // The client's own retries wait for seconds, and ignore the signal.
      once(timeoutMs, signal),
    )
    .catch((cause: unknown) => {
      const message = 'Elasticsearch did not answer a search'
      throw isRefusal(cause) ? backendError(message, cause) : new UnavailableError(message, { cause })
    })
  if (!Array.isArray(responses) || responses.length * 2 !== lines.length) {
    throw new UnavailableError(`Expected ${lines.length / 2} answers of Elasticsearch, got something else`)
  }
  const read = responses.map((response, i) =>
    optional[i] === true && 'error' in response ? NOTHING : readable(response),
  )
  return { responses: read, partial: read.some((item) => item.timed_out || item._shards.failed > 0) }
}

/** Whether Elasticsearch refused, and would refuse again. A lost or garbled answer is no refusal. */
function isRefusal(error: unknown): boolean {
  return error instanceof BackendError || (error instanceof errors.ResponseError && !isPassingFault(error))
}

/** The answer to an optional search that failed. */
const NOTHING: estypes.MsearchMultiSearchItem = {
  took: 0,
  timed_out: false,
  _shards: { total: 0, successful: 0, failed: 0 },
  hits: { hits: [] },
  status: 200,
}

/** The answer to one search. Throws on an error, or if no shard answered, since both would look like "nothing found". */
function readable(
  response: estypes.MsearchMultiSearchItem | estypes.ErrorResponseBase,
): estypes.MsearchMultiSearchItem {
  if ('error' in response) {
    const Failure = failureOf(response.status, response.error)
    throw new Failure('Elasticsearch refused a search', {
      cause: response.error,
    })
  }
  if (response._shards === undefined || response.hits === undefined) {
    throw new UnavailableError('Elasticsearch answered a search with something else')
  }
  if (response._shards.successful === 0) {
    throw new UnavailableError('No shard of Elasticsearch answered a search', { cause: response._shards })
  }
  return response
}
