import type { RequestHandler } from 'express'
import { methodNotAllowed } from './http-error.ts'
import { sendError } from './send-error.ts'

/** Answers OPTIONS with the allowed methods, and refuses all other requests that come here with 405. */
export function allowOnly(...methods: string[]): RequestHandler {
  const allowed = [...methods, 'OPTIONS'].join(', ')
  return (req, res) => {
    if (req.method === 'OPTIONS') res.status(204).set('Allow', allowed).end()
    else sendError(req, res, methodNotAllowed(req.method, allowed))
  }
}
