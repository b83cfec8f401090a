import { setTimeout as sleep } from 'node:timers/promises'
import { errors } from '@elastic/elasticsearch'
import { BackendError, UnavailableError } from '../core/errors.ts'

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

/** Whether a status says "not now" rather than "no": too much work, or a node or shard that is away. */
export function isPassingStatus(status: number): boolean {
  return PASSING_STATUSES.has(status)
}

/** Whether a failed request may succeed later. It may have been carried out although its answer was lost. */
export function isPassingFault(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return isPassingStatus(error.statusCode ?? 0)
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

/** Returns the result of `call`, and tries again while Elasticsearch says "not now". Only for calls that may be carried out twice. Throws a BackendError that says what was tried. */
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
      throw new BackendError(`${what}, ${tries}: ${describeFault(error)}`, { cause: error })
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
