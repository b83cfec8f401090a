import type { Request, RequestHandler, Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import type { Config } from '../../core/config.ts'
import { ClientCounts, WINDOW_MS } from './client-counts.ts'
import { tooManyRequests } from './http-error.ts'
import { sendError } from './send-error.ts'

const SEARCHES = /^\/(?:search(?:\/debug-key)?|opensearch\/suggest|api\/v1\/(?:search|suggest|resolve))\/?$/
const POSTS = /^\/api\/v1\/posts\//
const WRITES = /^\/api\/v1\/(?:posts|batch|webhooks)(?:\/|$)/
/** With the form where keys for it are tried. */
const DEBUG = /[?&]debug-search\b|^\/search\/debug-key/

/**
 * Refuses with 429 what a client sends beyond its limits of searches, of searches that debug, and of writes. A client is
 * the address that TRUST_PROXY makes of a request, of IPv6 the network of a customer (/56). `RateLimit` headers tell how
 * much is left. Nothing is remembered for longer than a minute, and health has no limit.
 */
export function limitRequests({ searches, debug, writes }: Config['rateLimits']): RequestHandler {
  const limits = { searches: limitTo(searches), debug: limitTo(debug), writes: limitTo(writes) }
  return (req, res, next) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD'
    if (SEARCHES.test(req.path) || (isRead && POSTS.test(req.path))) {
      const alsoDebug = () => (DEBUG.test(req.originalUrl) ? limits.debug(req, res, next) : next())
      limits.searches(req, res, alsoDebug)
    } else if (WRITES.test(req.path)) limits.writes(req, res, next)
    else next()
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
    // They write to the console; what TRUST_PROXY means is in the README.
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
