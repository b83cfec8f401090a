import { setTimeout as sleep } from 'node:timers/promises'
import { errors } from '@elastic/elasticsearch'
import { BackendError, RefusedError, UnavailableError } from '../core/errors.ts'

/** How often and how long a request is tried again. Times are in milliseconds. */
export type RetryPolicy = { maxTries: number; maxMs: number; firstWaitMs: number; maxWaitMs: number }

/** Waits of twenty to thirty seconds: as long as a busy node needs to work off its queue, or a node to start again. */
export const DEFAULT_RETRY: RetryPolicy = {
  maxTries: 8,
  maxMs: 60_000,
  firstWaitMs: 200,
  maxWaitMs: 10_000,
}

const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504])

/** An index takes no writes, or no requests at all. Waiting helps only where the cluster still starts (503). */
const BLOCKED = 'cluster_block_exception'
const STARTING = 503

/** Whether an answer of Elasticsearch says "not now" rather than "no": too much work, or a node or shard that is away. `cause` is the error in it. */
export function isPassing(status: number, cause?: unknown): boolean {
  const isBlocked = status !== STARTING && isBlock(cause)
  return PASSING_STATUSES.has(status) && !isBlocked
}

/** The kind of error that a status stands for. A wrong request (4xx) stays wrong. */
export function failureOf(status: number, cause?: unknown): typeof BackendError {
  if (isPassing(status, cause)) return UnavailableError
  const isNo = (status >= 400 && status < 500) || isBlock(cause)
  return isNo ? RefusedError : BackendError
}

/** The error of this program for a client's error: it says whether the same request may succeed later. */
export function backendError(message: string, cause: unknown): BackendError {
  if (isPassingFault(cause)) return new UnavailableError(message, { cause })
  if (cause instanceof RefusedError) return new RefusedError(message, { cause })
  const Failure =
    cause instanceof errors.ResponseError ? failureOf(cause.statusCode ?? 0, cause.body?.error) : BackendError
  return new Failure(message, { cause })
}

/** Whether an error of Elasticsearch says that an index takes no requests of a kind, such as writes on a full disk. */
export function isBlock(cause: unknown): boolean {
  return typeOf(cause) === BLOCKED
}

function typeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'type' in cause ? cause.type : undefined
}

/** Whether a failed request may succeed later. It may have been carried out although its answer was lost. */
export function isPassingFault(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return isPassing(error.statusCode ?? 0, error.body?.error)
  return (
    error instanceof UnavailableError ||
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError
  )
}

/** Counts the tries of one piece of work, and waits longer before each. */
export class Tries {
  readonly #policy: RetryPolicy
  readonly #started = performance.now()
  #made = 1

  constructor(policy: RetryPolicy) {
    this.#policy = policy
  }

  get made(): number {
    return this.#made
  }

  /** Waits and returns true, or returns false at once if tries or time are used up. Half of the wait is random, so that clients spread out. Throws when the signal aborts. */
  async again(signal: AbortSignal | undefined): Promise<boolean> {
    const { maxTries, maxMs, firstWaitMs, maxWaitMs } = this.#policy
    const longest = Math.min(maxWaitMs, firstWaitMs * 2 ** (this.#made - 1))
    const waitMs = longest * (0.5 + Math.random() / 2)
    if (this.#made >= maxTries || performance.now() - this.#started + waitMs > maxMs) return false
    await sleep(waitMs, undefined, signal === undefined ? {} : { signal })
    this.#made += 1
    return true
  }

  /** The tries and time so far: `after 8 tries in 21.3 s`. */
  toString(): string {
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1)
    return `after ${this.#made} ${this.#made === 1 ? 'try' : 'tries'} in ${seconds} s`
  }
}

/** Returns the result of `call`, and tries again while Elasticsearch says "not now". Only for calls that may be carried out twice. Throws a BackendError that says what was tried; it is an UnavailableError or a RefusedError where that is known. */
export async function withRetry<T>(
  what: string,
  call: () => Promise<T>,
  { policy = DEFAULT_RETRY, signal }: { policy?: RetryPolicy; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const tries = new Tries(policy)
  for (;;) {
    try {
      return await call()
    } catch (error) {
      signal?.throwIfAborted()
      if (isPassingFault(error) && (await tries.again(signal))) continue
      throw backendError(`${what}, ${tries}: ${describeFault(error)}`, error)
    }
  }
}

/** The message of a client's error, in one line. */
export function describeFault(error: unknown): string {
  if (error instanceof errors.ResponseError) {
    return `Elasticsearch answers ${error.statusCode ?? 'without a status'}: ${describeCause(error.body?.error)}`
  }
  if (error instanceof errors.ElasticsearchClientError) {
    return `Elasticsearch does not answer: ${error.message.split('\n')[0]}`
  }
  return error instanceof Error ? error.message : String(error)
}

/** An error of Elasticsearch as text: its type, its reason and the reason below it. */
export function describeCause(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null)
    return typeof cause === 'string' ? cause : 'no reason given'
  const said = new Map(Object.entries(cause))
  const own = [said.get('type'), said.get('reason')].filter((part) => typeof part === 'string').join(': ')
  const below = said.get('caused_by')
  return below === undefined ? own : `${own} (${describeCause(below)})`
}
