import type { Request, RequestHandler } from 'express'
import type { Context } from '../context.ts'
import { requireScope } from './require-scope.ts'

/** What holds nothing of the blog, or asks for a key of its own. */
const OPEN = [
  /^\/healthz$/,
  /^\/readyz$/,
  /^\/metrics$/,
  /^\/assets\//,
  /^\/widget\.js$/,
  /^\/docs$/,
  /^\/api\/v1\/openapi\.json$/,
]

/** With READ_ACCESS=key, lets only keys to read pass: whatever reads, known here or not, but for what is open to all. */
export function guardReads({ apiKeys, config }: Pick<Context, 'apiKeys' | 'config'>): RequestHandler {
  const { read } = config.access
  const mayRead = requireScope(apiKeys, 'read', read)
  return (req, res, next) => {
    if (read === 'public' || !isRead(req)) {
      next()
      return
    }
    res.vary('Authorization')
    return mayRead(req, res, next)
  }
}

/** Writes ask for their own scope. */
function isRead({ method, path }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && !OPEN.some((open) => open.test(path))
}
