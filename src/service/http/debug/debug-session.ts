import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import type { ApiKeys } from '../../auth/api-keys.ts'
import type { StoredKey } from '../../auth/key-file.ts'

/** Known to this process only: nobody can forge a session from the file of keys, and no session outlives a restart. */
const SECRET = randomBytes(32)
/** The longest duration of a session. It also ends with its key, and with the browser. */
const LASTS_MS = 8 * 60 * 60 * 1000

/** What a session is for: the name of its cookie, and the path of the pages that get it. */
type SessionKind = { cookie: string; path: string }

/** A session to debug searches. */
const DEBUG: SessionKind = { cookie: 'blog-search-debug', path: '/search' }
/** A session to see what readers look for. */
export const INSIGHTS: SessionKind = { cookie: 'blog-search-insights', path: '/insights' }

/** Lets the browser debug searches, or see insights, without sending its key again. The cookie is sent only to these pages and only from the service's own pages. Scripts cannot read it. */
export function openSession(
  req: Request,
  res: Response,
  key: StoredKey,
  { kind = DEBUG, now = Date.now() }: { kind?: SessionKind; now?: number } = {},
): void {
  const expires = now + LASTS_MS
  res.cookie(kind.cookie, `${key.id}.${expires}.${sign(key, expires)}`, optionsFor(req, kind))
}

/** Ends the session of a browser. */
export function closeSession(req: Request, res: Response, kind: SessionKind = DEBUG): void {
  res.clearCookie(kind.cookie, optionsFor(req, kind))
}

/** Whether a browser sends a session to debug, valid or not. */
export function hasDebugSession(cookie: string | undefined): boolean {
  return cookie?.includes(`${DEBUG.cookie}=`) === true
}

/** The key of a browser's session, as it is stored now; undefined once the session or the key has ended. */
export async function keyOfSession(
  req: Request,
  keys: ApiKeys,
  { kind = DEBUG, now = Date.now() }: { kind?: SessionKind; now?: number } = {},
): Promise<StoredKey | undefined> {
  const [, id = '', expires = '', signature = ''] =
    new RegExp(`(?:^|; *)${kind.cookie}=([0-9a-f]{8})\\.(\\d{1,15})\\.([\\w-]{43})(?:;|$)`).exec(
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

function optionsFor(req: Request, { path }: SessionKind) {
  return { path, httpOnly: true, sameSite: 'strict' as const, secure: req.secure }
}
