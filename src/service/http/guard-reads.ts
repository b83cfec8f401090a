import type { RequestHandler } from 'express'
import type { Context } from '../context.ts'
import { requireScope } from './require-scope.ts'

/** With READ_ACCESS=key, lets only requests with a key of the scope `read` pass. */
export function guardReads({ apiKeys, config }: Pick<Context, 'apiKeys' | 'config'>): RequestHandler {
  const { read } = config.access
  const mayRead = requireScope(apiKeys, 'read', read)
  return (req, res, next) => {
    if (read === 'key') res.vary('Authorization')
    return mayRead(req, res, next)
  }
}
