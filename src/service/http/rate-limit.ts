import type { Request, RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Config } from '../../core/config.ts'
import { ClientCounts, WINDOW_MS } from './client-counts.ts'
import { tooManyRequests } from './http-error.ts'
import { readQueryString } from './query-string.ts'
import { sendError } from './send-error.ts'

/** The forms that try a key, and the page of insights, which costs as much as debugging. */
const DEBUG_KEY = /^\/(?:search\/debug-key|insights)/

/** Handlers that enforce a client's limits of searches, of searches that debug, and of writes. */
export type Limiters = Record<'searches' | 'debug' | 'writes', RequestHandler>

/**
 * Refuses requests of a client beyond its limits of searches, of searches that debug, and of writes, with 429. A client is
 * an address, found with TRUST_PROXY; with IPv6 it is the network of a customer (/56). `RateLimit` headers tell how much is
 * left. No count is used for longer than a minute.
 */
export function limitersOf({ searches, debug, writes }: Config['rateLimits']): Limiters {
  const limits = { searches: limitTo(searches), debug: limitTo(debug) }
  return {
    searches: (req, res, next) => {
      const alsoDebug = () => (debugs(req) ? limits.debug(req, res, next) : next())
      limits.searches(req, res, alsoDebug)
    },
    debug: limits.debug,
    writes: limitTo(writes),
  }
}

/** Whether a request debugs a search, however its address spells it, or tries a key for that. */
function debugs({ path, originalUrl }: Request): boolean {
  return DEBUG_KEY.test(path) || readQueryString(originalUrl).params.has('debug-search')
}

function limitTo(limit: number): RequestHandler {
  if (limit === 0) return (_req, _res, next) => next()
  return rateLimit({
    limit,
    windowMs: WINDOW_MS,
    store: new ClientCounts(),
    // Later drafts send a hash of the address, which a shared cache would keep.
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // These checks write to the console. docs/configuration.md explains TRUST_PROXY.
    validate: false,
    handler: (req, res) => refuse(req, res, limit),
  })
}

function refuse(req: Request, res: Response, limit: number): void {
  res.locals.shed = 'rate'
  const told = Number(res.getHeader('Retry-After'))
  const seconds = Number.isFinite(told) && told > 0 ? told : WINDOW_MS / 1000
  sendError(req, res, tooManyRequests(limit, seconds))
}
