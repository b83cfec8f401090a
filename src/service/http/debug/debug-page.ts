import type { RequestHandler, Response } from 'express'
import { asksForNothing, parseSearchRequest } from '../../../search/request/request.ts'
import { SEARCH_PARAMETERS } from '../../../search/request/search-parameters.ts'
import { runSearch } from '../../answers/run-search.ts'
import type { Context } from '../../context.ts'
import { DebugPage, type DebugPageProps } from '../../pages/debug/debug-page.tsx'
import { renderPage } from '../../pages/render.ts'
import { type QueryString, readQueryString } from '../query-string.ts'
import { allErrors } from '../search-api.ts'
import { sendError } from '../send-error.ts'
import { debugRefusal, keepPrivate } from './debug-access.ts'
import { askForKey } from './debug-key.ts'

/** `GET /search?q=...&debug-search`: the page that shows how a search came about. Requests without `debug-search` go on to the page for readers. */
export function debugPage(ctx: Context): RequestHandler {
  return async (req, res, next) => {
    const query = readQueryString(req.originalUrl)
    if (!query.params.has('debug-search')) {
      next()
      return
    }
    keepPrivate(res)
    const refusal = await debugRefusal(ctx, req)
    if (refusal === undefined) await sendDebugPage(ctx, res, query)
    else if (refusal.status === 401) askForKey(res, { search: query.params.toString() })
    else sendError(req, res, refusal)
  }
}

async function sendDebugPage(ctx: Context, res: Response, { params, malformed }: QueryString): Promise<void> {
  const known = new URLSearchParams([...params].filter(([name]) => isKnown(name)))
  const { siteUrl, debug } = ctx.config
  const props = { params: [...known], open: debug.public, ...(siteUrl !== undefined && { siteUrl }) }
  const send = (outcome: Pick<DebugPageProps, 'outcome'>) => {
    res.type('html').send(renderPage(DebugPage, { ...props, ...outcome }))
  }
  if (asksForNothing(known)) {
    send({})
    return
  }
  const parsed = parseSearchRequest(known, ctx.config)
  if (!parsed.ok || malformed.length > 0) {
    res.status(400)
    send({ outcome: { errors: allErrors(malformed, parsed) } })
    return
  }
  const { answer } = await runSearch(ctx, parsed.input, res)
  send({ outcome: { answer } })
}

function isKnown(name: string): boolean {
  return SEARCH_PARAMETERS.some((known) => known === name)
}
