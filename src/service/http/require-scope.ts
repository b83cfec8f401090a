import type { Request, RequestHandler } from 'express'
import type { ApiKeys } from '../auth/api-keys.ts'
import type { Scope } from '../auth/key-file.ts'
import { forbidden, type HttpError, unauthorized } from './http-error.ts'
import { sendError } from './send-error.ts'

const pass: RequestHandler = (_req, _res, next) => next()

/** Lets requests pass that have a key with a scope: `Authorization: Bearer bs_...`. Without a file of keys none pass. Where access is public, all pass. */
export function requireScope(
  keys: ApiKeys | undefined,
  scope: Scope,
  access: 'public' | 'key' = 'key',
): RequestHandler {
  if (access === 'public') return pass
  return async (req, res, next) => {
    const refusal = await refusalOf(req, keys, scope)
    if (refusal === undefined) next()
    else sendError(req, res, refusal)
  }
}

/** Why a request that needs a scope is refused; undefined if its key has the scope. */
export async function refusalOf(
  req: Request,
  keys: ApiKeys | undefined,
  scope: Scope,
): Promise<HttpError | undefined> {
  if (keys === undefined) {
    return forbidden('This is switched off: there is no file of keys (API_KEYS_FILE).')
  }
  const given = bearerOf(req)
  const key = given === undefined ? undefined : await keys.find(given)
  if (key === undefined) return unauthorized()
  return key.scopes.includes(scope) ? undefined : forbidden('The key does not allow this.')
}

function bearerOf(req: Request): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1]
}
