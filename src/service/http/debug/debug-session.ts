import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import type { ApiKeys } from '../../auth/api-keys.ts'
import type { StoredKey } from '../../auth/key-file.ts'

/** Known to this process only: nobody can forge a session from the file of keys, and no session outlives a restart. */
const SECRET = randomBytes(32)
const COOKIE = 'blog-search-debug'
/** The longest duration of a session. It also ends with its key, and with the browser. */
const LASTS_MS = 8 * 60 * 60 * 1000

/** Lets the browser debug searches without sending its key again. The cookie is sent only to the search page and only from the service's own pages. Scripts cannot read it. */
export function openSession(req: Request, res: Response, key: StoredKey, now = Date.now()): void {
  const expires = now + LASTS_MS
  res.cookie(COOKIE, `${key.id}.${expires}.${sign(key, expires)}`, optionsFor(req))
}

/** Ends the session of a browser. */
export function closeSession(req: Request, res: Response): void {
  res.clearCookie(COOKIE, optionsFor(req))
}

/** Whether a browser sends a session, valid or not. */
export function hasDebugSession(cookie: string | undefined): boolean {
  return cookie?.includes(`${COOKIE}=`) === true
}

/** The key of a browser's session, as it is stored now; undefined once the session or the key has ended. */
export async function keyOfSession(
  req: Request,
  keys: ApiKeys,
  now = Date.now(),
): Promise<StoredKey | undefined> {
  const [, id = '', expires = '', signature = ''] =
    /(?:^|; *)blog-search-debug=([0-9a-f]{8})\.(\d{1,15})\.([\w-]{43})(?:;|$)/.exec(
      req.headers.cookie ?? '',
    ) ?? []
  if (id === '' || Number(expires) <= now) return undefined
  const key = await keys.get(id)
  if (key === undefined) return undefined
  const expected = Buffer.from(sign(key, Number(expires)))
  return timingSafeEqual(expected, Buffer.from(signature)) ? key : undefined
}

function sign({ id, hash }: StoredKey, expires: number): string {
  return createHmac('sha256', SECRET).update(`${id}.${expires}.${hash}`).digest('base64url')
}

function optionsFor(req: Request) {
  return { path: '/search', httpOnly: true, sameSite: 'strict' as const, secure: req.secure }
}
