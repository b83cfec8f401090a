import type { Request, Response } from 'express'
import { plain } from '../markdown/markdown.ts'
import { ErrorPage } from '../pages/error-page.tsx'
import { readView } from '../pages/links.ts'
import { renderPage } from '../pages/render.ts'
import type { HttpError } from './http-error.ts'
import { readQueryString } from './query-string.ts'
import { readerTexts } from './reader-texts.ts'
import { dropRest } from './rest-of-body.ts'
import { siteOf } from './site.ts'
import { wantsMarkdown } from './wants-markdown.ts'

/** Sends an error: as JSON under /api, else as a page. What is left of the request's body is read first, within limits. */
export function sendError(req: Request, res: Response, error: HttpError): void {
  if (req.complete) send(req, res, error)
  else void dropRest(req).then((isFine) => send(req, res, isFine ? error : closing(error)))
}

/** The same error, after which the connection ends. */
function closing(error: HttpError): HttpError {
  return { ...error, headers: { ...error.headers, Connection: 'close' } }
}

function send(req: Request, res: Response, { status, errors, headers }: HttpError): void {
  if (res.destroyed) return
  res.removeHeader('ETag')
  res.status(status).set({ 'Cache-Control': 'no-store', ...headers })
  if (/^\/(?:api|mcp)(?:\/|\?|$)/i.test(req.originalUrl)) {
    res.json({ errors })
    return
  }
  const messages = errors.map(({ message }) => message)
  if (wantsMarkdown(req)) {
    res.type('text/markdown').send(`${messages.map(plain).join('\n\n')}\n`)
    return
  }
  const { params } = readQueryString(req.originalUrl)
  const view = req.path === '/search' && params.has('q') ? { view: readView(params) } : {}
  const props = { site: siteOf(req.app), status, messages, ...view }
  res.type('html').send(renderPage(ErrorPage, props, readerTexts(req, res)))
}
