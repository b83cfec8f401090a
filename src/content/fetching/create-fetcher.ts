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
  /** Whether addresses of this host and of private networks may be fetched. */
  allowPrivateNetworks?: boolean
  /** The largest resource, in bytes after decompression. */
  maxBytes?: number
  /** The time limit of all tries and waits together. */
  timeoutMs?: number
  /** The time limit of one try. */
  tryTimeoutMs?: number
  /** The wait before the first retry; each later one is twice as long. */
  firstWaitMs?: number
  /** The longest wait that a server may ask for; with a longer one there is no retry. */
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
 * A fetcher over HTTP with time limits, a limit of size, and retries after passing faults. It follows redirects and
 * checks every hop. Unless `allowPrivateNetworks`, it connects only to public addresses.
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

/** The wait before the next try; undefined if there is to be none. It is a little random, so that clients spread out. */
function waitBeforeNext(tries: number, { failure }: FetchError, settings: Settings): number | undefined {
  if (failure.passing !== true || tries >= MAX_TRIES) return undefined
  const waitMs = settings.firstWaitMs * 2 ** (tries - 1) * (0.9 + Math.random() / 5)
  const askedMs = failure.retryAfterMs ?? 0
  return askedMs > settings.maxWaitMs ? undefined : Math.max(waitMs, askedMs)
}
