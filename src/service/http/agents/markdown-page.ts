import type { RequestHandler } from 'express'
import { asksForNothing, parseSearchRequest } from '../../../search/request/request.ts'
import { isKnownToClient } from '../../answers/caching.ts'
import { runSearch } from '../../answers/run-search.ts'
import type { Context } from '../../context.ts'
import { searchMarkdown } from '../../markdown/search-markdown.ts'
import { readView, searchUrl } from '../../pages/links.ts'
import { readQueryString } from '../query-string.ts'
import { allErrors } from '../search-api.ts'
import { knownOnly } from '../search-page.ts'
import { sendError } from '../send-error.ts'
import { wantsMarkdown } from '../wants-markdown.ts'
import { aboutSearch } from './llms-txt.ts'

const MARKDOWN = 'text/markdown'

/** `GET /search` with `Accept: text/markdown`: the search page as Markdown. Requests for the page go on to it. */
export function markdownPage(ctx: Context): RequestHandler {
  return async (req, res, next) => {
    if (ctx.config.agents) res.vary('Accept')
    if (!ctx.config.agents || !wantsMarkdown(req)) {
      next()
      return
    }
    const { params, malformed } = knownOnly(readQueryString(req.originalUrl))
    if (asksForNothing(params)) {
      res.set('Cache-Control', 'no-cache').type(MARKDOWN)
      res.send(await aboutSearch(ctx, req))
      return
    }
    const parsed = parseSearchRequest(params, ctx.config)
    if (!parsed.ok || malformed.length > 0) {
      sendError(req, res, { status: 400, errors: allErrors(malformed, parsed) })
      return
    }
    const { input } = parsed
    if (isKnownToClient(ctx, req, res, { input, form: MARKDOWN, lasting: true })) return
    const { answer } = await runSearch(ctx, input, res)
    const more = `[Next page](${searchUrl(readView(params), input.page + 1)})`
    const text = searchMarkdown(answer, { siteUrl: ctx.config.siteUrl, next: more })
    res.type(MARKDOWN).send(`${text}\n`)
  }
}
