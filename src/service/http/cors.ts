import cors from 'cors'
import type { RequestHandler } from 'express'

/** Seconds for which a browser may keep the answer to a preflight request. */
const PREFLIGHT_SECONDS = 7_200

/**
 * Lets the pages of some origins use the API; `*` means all, none means none. Other origins are not allowed. Answers depend on the origin
 * and say so (`Vary`), errors and 304 too, so that no cache gives one origin the answer to another.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  const origin = origins.includes('*') ? '*' : [...origins]
  return cors({
    origin: origins.length > 0 && origin,
    methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Mcp-Protocol-Version', 'Mcp-Method', 'Mcp-Name'],
    // Scripts may read when to try again, and the request id to report.
    exposedHeaders: ['ETag', 'Retry-After', 'X-Request-Id'],
    maxAge: PREFLIGHT_SECONDS,
  })
}
