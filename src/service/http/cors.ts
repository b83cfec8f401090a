import type { Request, RequestHandler } from 'express'

const METHODS = 'GET, HEAD, PUT, POST, DELETE'
const REQUEST_HEADERS = 'Authorization, Content-Type'
/** Headers that scripts may read, such as when to try again, and the request id to report. */
const ANSWER_HEADERS = 'ETag, Retry-After, X-Request-Id'
/** Seconds for which a browser may keep the answer to a preflight request. */
const PREFLIGHT_SECONDS = 7_200

/**
 * Lets the pages of some origins use the API; `*` means all. Other origins get no CORS headers. Answers depend on the origin
 * and say so (`Vary`), errors and 304 too, so that no cache gives one origin the answer to another.
 */
export function cors(origins: readonly string[]): RequestHandler {
  const everybody = origins.includes('*')
  return (req, res, next) => {
    if (origins.length === 0) return next()
    if (!everybody) res.vary('Origin')
    const { origin } = req.headers
    if (origin === undefined || !(everybody || origins.includes(origin))) return next()
    res.set('Access-Control-Allow-Origin', everybody ? '*' : origin)
    res.set('Access-Control-Expose-Headers', ANSWER_HEADERS)
    if (!isPreflight(req)) return next()
    res.set('Access-Control-Allow-Methods', METHODS)
    res.set('Access-Control-Allow-Headers', REQUEST_HEADERS)
    res.set('Access-Control-Max-Age', String(PREFLIGHT_SECONDS))
    res.status(204).end()
  }
}

function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}
