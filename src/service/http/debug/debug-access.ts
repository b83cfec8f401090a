import type { Request, Response } from 'express'
import type { Context } from '../../context.ts'
import type { HttpError } from '../http-error.ts'
import { refusalOf } from '../require-scope.ts'
import { sendError } from '../send-error.ts'
import { keyOfSession } from './debug-session.ts'

/** Why somebody may not see how a search came about; undefined if everybody may, or if they bear a key or have a session of one with the scope. */
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

/** Answers whoever may not debug, and says whether that was so. What tells of debugging is neither kept nor found by crawlers. */
export async function refuseToDebug(ctx: Context, req: Request, res: Response): Promise<boolean> {
  keepPrivate(res)
  const refusal = await debugRefusal(ctx, req)
  if (refusal !== undefined) sendError(req, res, refusal)
  return refusal !== undefined
}

/** Nobody keeps an answer, and no crawler lists it. */
export function keepPrivate(res: Response): void {
  res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' })
}
