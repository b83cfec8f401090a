import type { RequestHandler } from 'express'
import { textHash } from '../../../core/hash.ts'
import { renderPage } from '../../pages/render.ts'
import type { Serving } from '../routes/route.ts'
import { DocsPage } from './docs-page.tsx'
import { openApi, openApiText } from './document.ts'

/** The description changes only with the program. */
const CACHE_CONTROL = 'public, max-age=300'

/** `GET /api/v1/openapi.json`: the API for machines. */
export function openApiFile({ routes }: Pick<Serving, 'routes'>): RequestHandler {
  return constant('application/json', () => openApiText(routes))
}

/** `GET /docs`: the same for people. */
export function docsPage({ site, routes }: Pick<Serving, 'site' | 'routes'>): RequestHandler {
  return constant('text/html', () => renderPage(DocsPage, { site, api: openApi(routes) }))
}

/** Answers with a text that is made once, at the first request. */
function constant(type: string, make: () => string): RequestHandler {
  let made: { text: string; tag: string } | undefined
  return (req, res) => {
    if (made === undefined) {
      const text = make()
      made = { text, tag: `W/"${textHash(text)}"` }
    }
    res.set('ETag', made.tag).set('Cache-Control', CACHE_CONTROL)
    if (req.fresh) res.status(304).end()
    else res.type(type).send(made.text)
  }
}
