import type { Request, RequestHandler } from 'express'
import type { ApiKeys } from '../keys/api-keys.ts'
import type { Scope } from '../keys/key-file.ts'
import { forbidden, unauthorized } from './http-error.ts'
import { sendError } from './send-error.ts'

/** Lets requests pass that bear a key with a scope: `Authorization: Bearer bs_...`. Without a file of keys nobody may. */
export function requireScope(keys: ApiKeys | undefined, scope: Scope): RequestHandler {
  return async (req, res, next) => {
    if (keys === undefined) {
      sendError(req, res, forbidden(`This is switched off: there is no file of keys (API_KEYS_FILE).`))
      return
    }
    const given = bearerOf(req)
    const key = given === undefined ? undefined : await keys.find(given)
    if (key === undefined) sendError(req, res, unauthorized())
    else if (!key.scopes.includes(scope)) sendError(req, res, forbidden('The key does not allow this.'))
    else next()
  }
}

function bearerOf(req: Request): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1]
}
