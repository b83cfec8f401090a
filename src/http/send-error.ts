import type { Request, Response } from 'express'
import { ErrorPage } from '../pages/error-page.tsx'
import { renderPage } from '../pages/render.ts'
import type { HttpError } from './http-error.ts'

/** Sends an error: as JSON under /api, else as a page. */
export function sendError(req: Request, res: Response, { status, errors, headers }: HttpError): void {
  res.removeHeader('ETag')
  res.status(status).set({ 'Cache-Control': 'no-store', ...headers })
  if (/^\/api(?:\/|\?|$)/i.test(req.originalUrl)) {
    res.json({ errors })
    return
  }
  res.type('html').send(renderPage(ErrorPage, { status, messages: errors.map(({ message }) => message) }))
}
