import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { redact } from '../../core/redact.ts'
import type { SearchLog } from '../answers/search-log.ts'
import type { ShedReason } from '../metrics/metrics.ts'

declare global {
  namespace Express {
    interface Locals {
      requestId?: string
      search?: SearchLog
      /** The exception that a request ended with. */
      err?: Error
      /** Why the request was shed: refused to spare the others. */
      shed?: ShedReason
    }
  }
}

/** Characters of a path that are logged. */
const MAX_PATH = 200

/** Gives each request an id, sent in `X-Request-Id`, and logs one line when the request ends: no client address, no headers, no query string. */
export function requestLog(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const started = performance.now()
    const requestId = randomUUID()
    res.locals.requestId = requestId
    res.set('X-Request-Id', requestId)
    res.once('close', () => {
      const level = levelOf(req, res)
      const line = { requestId, ...describeRequest(req, res, performance.now() - started) }
      logger[level](line, level === 'error' ? 'request failed' : 'request')
    })
    next()
  }
}

function describeRequest(req: Request, res: Response, ms: number) {
  const { search, err, shed } = res.locals
  return {
    method: req.method,
    path: pathOf(req),
    status: res.statusCode,
    ms: Math.round(ms * 100) / 100,
    ...(!res.writableEnded && { aborted: true }),
    ...search,
    ...(shed && { shed }),
    ...(err !== undefined && { err }),
  }
}

/** The path for the log. Private data is removed from a path that leads nowhere, since it may hold anything. */
function pathOf(req: Request): string {
  const path = req.originalUrl.replace(/[?#].*$/s, '').slice(0, MAX_PATH)
  return typeof req.route?.path === 'string' ? path : redact(path)
}

/** The level of a log line. Probes come every few seconds, so they are logged at level debug. */
function levelOf(req: Request, res: Response): 'debug' | 'error' | 'info' | 'warn' {
  if (/^\/(?:healthz|readyz)(?:\?|$)/.test(req.originalUrl)) return 'debug'
  if (res.locals.shed) return 'warn'
  return res.locals.err !== undefined || res.statusCode >= 500 ? 'error' : 'info'
}
