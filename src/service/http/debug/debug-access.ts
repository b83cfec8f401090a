import type { Request, Response } from 'express'
import type { Context } from '../../context.ts'
import type { HttpError } from '../http-error.ts'
import { refusalOf } from '../require-scope.ts'
import { sendError } from '../send-error.ts'
import { keyOfSession } from './debug-session.ts'

/** Why a request may not debug a search. Undefined if everybody may, or if the request has a key with the scope `debug` or a session of such a key. */
export async function debugRefusal(
  { config, apiKeys }: Pick<Context, 'config' | 'apiKeys'>,
  req: Request,
): Promise<HttpError | undefined> {
  if (config.debug.public) return undefined
  if (apiKeys !== undefined && req.headers.authorization === undefined) {
    const key = await keyOfSession(req, apiKeys)
    if (key?.scopes.includes('debug')) return undefined
  }
  return refusalOf(req, apiKeys, 'debug')
}

/** Refuses a request that may not debug; true if it did. Caches and crawlers must not keep answers about debugging. */
export async function refuseToDebug(ctx: Context, req: Request, res: Response): Promise<boolean> {
  keepPrivate(res)
  const refusal = await debugRefusal(ctx, req)
  if (refusal !== undefined) sendError(req, res, refusal)
  return refusal !== undefined
}

/** Keeps an answer out of caches and search engines. */
export function keepPrivate(res: Response): void {
  res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' })
}
