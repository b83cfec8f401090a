import type { RequestHandler, Response } from 'express'
import type { Context } from '../context.ts'
import { KEPT_PARAMETERS, type SearchView } from '../pages/links.ts'
import { renderPage } from '../pages/render.ts'
import { SearchPage, type SearchPageProps } from '../pages/search-page.tsx'
import { normaliseText } from '../search/normalise.ts'
import { parseSearchRequest, SEARCH_PARAMETERS } from '../search/request.ts'
import { isKnownToClient } from './caching.ts'
import { type QueryString, readQueryString } from './query-string.ts'
import { runSearch } from './run-search.ts'
import { allErrors } from './search-api.ts'

/** `GET /search`: the search page. Parameters that a search does not know are ignored. */
export function searchPage(ctx: Context): RequestHandler {
  return async (req, res) => {
    const { params, malformed } = knownOnly(readQueryString(req.originalUrl))
    const view = readView(params)
    if (normaliseText(view.q) === '' && params.getAll('q').length < 2 && !params.has('phrase')) {
      res.set('Cache-Control', 'no-store')
      sendPage(ctx, res, { view })
      return
    }
    const parsed = parseSearchRequest(params, ctx.config)
    if (!parsed.ok || malformed.length > 0) {
      res.set('Cache-Control', 'no-store').status(400)
      sendPage(ctx, res, { view, outcome: { errors: allErrors(malformed, parsed) } })
      return
    }
    const { input } = parsed
    if (isKnownToClient(ctx, req, res, { input, form: 'html', lasting: true })) return
    const { answer } = await runSearch(ctx, input, res)
    sendPage(ctx, res, { view, outcome: { answer } })
  }
}

function knownOnly({ params, malformed }: QueryString): QueryString {
  const known: readonly string[] = SEARCH_PARAMETERS
  return {
    params: new URLSearchParams([...params].filter(([name]) => known.includes(name))),
    malformed: malformed.filter(({ parameter }) => known.includes(parameter)),
  }
}

function readView(params: URLSearchParams): SearchView {
  const kept = KEPT_PARAMETERS.flatMap((name) => params.getAll(name).map((value) => [name, value] as const))
  return { q: params.get('q') ?? '', kept, debug: params.has('debug-search') }
}

function sendPage(ctx: Context, res: Response, props: SearchPageProps): void {
  const { siteUrl } = ctx.config
  const page = renderPage(SearchPage, { ...props, ...(siteUrl !== undefined && { siteUrl }) })
  res.type('html').send(page)
}
