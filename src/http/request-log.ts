import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

/** What the log says of a search beside the request. */
export type SearchLog = {
  roundTrips: number
  strategy?: string
  terms?: number
  results?: number
  /** Whether the answer was remembered, or shared with somebody who asked the same at the same time. */
  cache?: 'hit' | 'miss' | 'shared'
  /** Normalised; only with LOG_QUERIES. */
  q?: string
}

declare global {
  namespace Express {
    interface Locals {
      search?: SearchLog
    }
  }
}

/** Characters of a path that the log repeats. */
const MAX_PATH = 200

/** Gives each request an id, told in `X-Request-Id`, and logs one line when it ends: no address, no headers, no query string. */
export function requestLog(logger: Logger): RequestHandler {
  const log = pinoHttp<Request, Response>({
    logger,
    genReqId: (_req, res) => {
      const id = randomUUID()
      res.set('X-Request-Id', id)
      return id
    },
    customAttributeKeys: { reqId: 'requestId' },
    /** The logger's own serializer leaves out more of an error than pino-http's. */
    wrapSerializers: false,
    quietReqLogger: true,
    quietResLogger: true,
    customLogLevel: (req, res) => levelOf(req, res),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request failed',
    customSuccessObject: (req, res, { responseTime }: { responseTime: number }) =>
      describeRequest(req, res, responseTime),
    customErrorObject: (req, res, err, { responseTime }: { responseTime: number }) => ({
      ...describeRequest(req, res, responseTime),
      ...(res.err !== undefined && { err }),
    }),
  })
  return (req, res, next) => log(req, res, next)
}

function describeRequest(req: Request, res: Response, ms: number) {
  return {
    method: req.method,
    path: req.originalUrl.replace(/[?#].*$/s, '').slice(0, MAX_PATH),
    status: res.statusCode,
    ms,
    ...(!res.writableEnded && { aborted: true }),
    ...res.locals.search,
  }
}

/** Probes come every few seconds, so they are logged only where somebody looks for details. */
function levelOf(req: Request, res: Response): 'debug' | 'error' | 'info' {
  if (/^\/(?:healthz|readyz)(?:\?|$)/.test(req.originalUrl)) return 'debug'
  return res.err !== undefined || res.statusCode >= 500 ? 'error' : 'info'
}
