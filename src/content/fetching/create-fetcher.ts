import { BlockList } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Deadline } from '../../core/deadline.ts'
import { FetchError } from './fetch-error.ts'
import type { Fetcher } from './fetcher.ts'
import { readUrl } from './follow.ts'
import { PRIVATE_NETWORKS } from './private-networks.ts'
import { getExcept } from './request.ts'
import { tryOnce } from './try-once.ts'

export type FetcherOptions = {
  /** Whether addresses of this host and of private networks may be asked. */
  allowPrivateNetworks?: boolean
  /** A longer resource is refused; counted after decompression. */
  maxBytes?: number
  /** All tries and waits together take no longer. */
  timeoutMs?: number
  /** One try takes no longer. */
  tryTimeoutMs?: number
  /** The wait before the first retry; each later one is twice as long. */
  firstWaitMs?: number
  /** A server that asks to wait longer is not asked again. */
  maxWaitMs?: number
}

const DEFAULTS = {
  allowPrivateNetworks: false,
  maxBytes: 64 * 1024 * 1024,
  timeoutMs: 180_000,
  tryTimeoutMs: 60_000,
  firstWaitMs: 300,
  maxWaitMs: 30_000,
}
type Settings = typeof DEFAULTS

const MAX_TRIES = 4

/**
 * A fetcher over HTTP: with timeouts, a cap on size, retries of what may pass, and redirects that are followed with
 * every hop checked. Unless `allowPrivateNetworks`, no connection goes to an address that is not public.
 */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  const settings: Settings = { ...DEFAULTS, ...options }
  const get = getExcept(settings.allowPrivateNetworks ? new BlockList() : PRIVATE_NETWORKS)
  return async (address, request = {}) => {
    const url = readUrl(address)
    using whole = new Deadline(request.signal, settings.timeoutMs)
    for (let tries = 1; ; tries += 1) {
      request.signal?.throwIfAborted()
      const result = await tryOnce(get, url, { ...settings, request, whole })
      if (!(result instanceof FetchError)) return result
      request.signal?.throwIfAborted()
      const waitMs = waitBeforeNext(tries, result, settings)
      if (whole.isOver || waitMs === undefined) throw result
      // An abort or the end of the time ends the wait, and then the loop.
      await sleep(waitMs, undefined, { signal: whole.signal }).catch(() => undefined)
      if (whole.isOver) throw result
    }
  }
}

/** How long to wait until the next try, a little by chance so that clients spread out; undefined if there is to be none. */
function waitBeforeNext(tries: number, { failure }: FetchError, settings: Settings): number | undefined {
  if (failure.passing !== true || tries >= MAX_TRIES) return undefined
  const waitMs = settings.firstWaitMs * 2 ** (tries - 1) * (0.9 + Math.random() / 5)
  const askedMs = failure.retryAfterMs ?? 0
  return askedMs > settings.maxWaitMs ? undefined : Math.max(waitMs, askedMs)
}
