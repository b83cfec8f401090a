import type { Request, RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Config } from '../config.ts'
import { ClientCounts, WINDOW_MS } from './client-counts.ts'
import { tooManyRequests } from './http-error.ts'
import { sendError } from './send-error.ts'

/** How often a client may search, debug and write; each is a handler that refuses what is more with 429. */
export type RateLimits = { searches: RequestHandler; debug: RequestHandler; writes: RequestHandler }

/**
 * Limits by client, which is the address that TRUST_PROXY makes of a request, of IPv6 the network of a customer (/56).
 * `RateLimit` headers tell how much is left. Nothing is remembered for longer than a minute.
 */
export function createRateLimits({ searches, debug, writes }: Config['rateLimits']): RateLimits {
  return {
    searches: limitTo(searches),
    debug: limitTo(debug, (req) => !/[?&]debug-search\b/.test(req.originalUrl)),
    writes: limitTo(writes),
  }
}

function limitTo(limit: number, skip: (req: Request) => boolean = () => false): RequestHandler {
  if (limit === 0) return (_req, _res, next) => next()
  return rateLimit({
    limit,
    skip,
    windowMs: WINDOW_MS,
    store: new ClientCounts(),
    // Later drafts tell a hash of the address, which a shared cache would keep.
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // They write to the console; what TRUST_PROXY means is in the README.
    validate: false,
    handler: (req, res) => refuse(req, res, limit),
  })
}

function refuse(req: Request, res: Response, limit: number): void {
  const told = Number(res.getHeader('Retry-After'))
  const seconds = Number.isFinite(told) && told > 0 ? told : WINDOW_MS / 1000
  sendError(req, res, tooManyRequests(limit, seconds))
}
