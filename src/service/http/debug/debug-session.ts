import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import type { ApiKeys } from '../../auth/api-keys.ts'
import type { StoredKey } from '../../auth/key-file.ts'

/** Known to this process only: nobody can make a session of the file of keys, and none outlives a restart. */
const SECRET = randomBytes(32)
const COOKIE = 'blog-search-debug'
/** How long a session lasts at most. It ends with its key, and with the browser. */
const LASTS_MS = 8 * 60 * 60 * 1000

/** Lets the browser debug searches without sending its key again. The cookie is sent to the search page only, by none but its own pages, and no script sees it. */
export function openSession(req: Request, res: Response, key: StoredKey, now = Date.now()): void {
  const expires = now + LASTS_MS
  res.cookie(COOKIE, `${key.id}.${expires}.${sign(key, expires)}`, optionsFor(req))
}

/** Ends the session of a browser. */
export function closeSession(req: Request, res: Response): void {
  res.clearCookie(COOKIE, optionsFor(req))
}

/** The key that a browser's session was opened with, as it is now; undefined once either has ended. */
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
