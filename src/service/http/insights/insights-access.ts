import type { Request } from 'express'
import type { Context } from '../../context.ts'
import { INSIGHTS, keyOfSession } from '../debug/debug-session.ts'
import type { HttpError } from '../http-error.ts'
import { refusalOf } from '../require-scope.ts'

/** Headers of proxies, which pass on requests of strangers. */
const OF_PROXIES = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']

/**
 * Why a request may not see what readers look for. Undefined if it has a key with the scope `insights` or a session of such a key, or if
 * the service runs for this machine alone: it listens on loopback, is not in production, and no proxy passed the request on.
 */
export async function insightsRefusal(
  { config, apiKeys }: Pick<Context, 'config' | 'apiKeys'>,
  req: Request,
): Promise<HttpError | undefined> {
  if (isOpen({ config }, req)) return undefined
  if (apiKeys !== undefined && req.headers.authorization === undefined) {
    const key = await keyOfSession(req, apiKeys, { kind: INSIGHTS })
    if (key?.scopes.includes('insights')) return undefined
  }
  return refusalOf(req, apiKeys, 'insights')
}

/** Whether everybody who can reach the service like this may see it. */
export function isOpen({ config }: Pick<Context, 'config'>, req: Request): boolean {
  return !config.debug.exposed && OF_PROXIES.every((name) => req.headers[name] === undefined)
}
