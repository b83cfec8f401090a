import type { Request, RequestHandler, Response } from 'express'
import type { StoredKey } from '../../auth/key-file.ts'
import type { Context } from '../../context.ts'
import { KeyPage } from '../../pages/debug/key-page.tsx'
import { renderPage } from '../../pages/render.ts'
import { sendError } from '../send-error.ts'
import { readBody } from '../writes/read-body.ts'
import { keepPrivate } from './debug-access.ts'
import { closeSession, openSession } from './debug-session.ts'

const FORM = { types: ['application/x-www-form-urlencoded'], maxBytes: 64 * 1024 }
const SECRET_MISSING = 'This is not a key that is valid now.'
const SCOPE_MISSING = 'This key does not have the scope debug.'

/** `POST /search/debug-key`: opens a session with the key of a form, or ends it, and redirects to the search. The key is in no address and no cookie. */
export function debugKey({ apiKeys }: Context): RequestHandler {
  return async (req, res) => {
    keepPrivate(res)
    const read = await readBody(req, FORM)
    if (!read.ok) {
      sendError(req, res, read.error)
      return
    }
    const form = new URLSearchParams(read.body.toString('utf8'))
    const search = form.get('search') ?? ''
    if (form.has('forget')) {
      closeSession(req, res)
      res.redirect(303, '/search')
      return
    }
    const key = await apiKeys?.find((form.get('key') ?? '').trim())
    if (key?.scopes.includes('debug')) enter(req, res, key, search)
    else askForKey(res, { search, problem: key === undefined ? SECRET_MISSING : SCOPE_MISSING })
  }
}

function enter(req: Request, res: Response, key: StoredKey, search: string): void {
  openSession(req, res, key)
  // Parsed and written anew, so that the address leads nowhere else.
  res.redirect(303, `/search?${new URLSearchParams(search)}`)
}

/** Sends the form that asks for a key and then goes on with `search`. */
export function askForKey(res: Response, props: { search: string; problem?: string }): void {
  res.status(401).type('html').send(renderPage(KeyPage, props))
}
