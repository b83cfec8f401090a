import type { Request, RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Config } from '../../core/config.ts'
import { ClientCounts, WINDOW_MS } from './client-counts.ts'
import { tooManyRequests } from './http-error.ts'
import { sendError } from './send-error.ts'

/** Whether a search debugs, or a key for it is tried. */
const DEBUG = /[?&]debug-search\b|^\/search\/debug-key/

/** What keeps a client within its limits of searches and of writes. */
export type Limiters = Record<'searches' | 'writes', RequestHandler>

/**
 * Refuses with 429 what a client sends beyond its limits of searches, of searches that debug, and of writes. A client is
 * the address that TRUST_PROXY makes of a request, of IPv6 the network of a customer (/56). `RateLimit` headers tell how
 * much is left. Nothing is remembered for longer than a minute.
 */
export function limitersOf({ searches, debug, writes }: Config['rateLimits']): Limiters {
  const limits = { searches: limitTo(searches), debug: limitTo(debug) }
  return {
    searches: (req, res, next) => {
      const alsoDebug = () => (DEBUG.test(req.originalUrl) ? limits.debug(req, res, next) : next())
      limits.searches(req, res, alsoDebug)
    },
    writes: limitTo(writes),
  }
}

function limitTo(limit: number): RequestHandler {
  if (limit === 0) return (_req, _res, next) => next()
  return rateLimit({
    limit,
    windowMs: WINDOW_MS,
    store: new ClientCounts(),
    // Later drafts tell a hash of the address, which a shared cache would keep.
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // They write to the console; what TRUST_PROXY means is in docs/configuration.md.
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
