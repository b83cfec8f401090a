import type { RequestHandler } from 'express'
import { parseSuggestRequest } from '../../search/suggest/request.ts'
import { suggest } from '../../search/suggest/suggest.ts'
import type { Context } from '../context.ts'
import { renderOpenSearch } from '../pages/opensearch.ts'
import { lookup } from './answer-lookup.ts'
import { notFound } from './http-error.ts'
import { sendError } from './send-error.ts'
import { originOf, siteOf } from './site.ts'

/** `GET /opensearch.xml`: tells a browser how its address bar searches the blog. */
export function openSearchDescription({ config }: Context): RequestHandler {
  return (req, res) => {
    const origin = originOf(req, config)
    if (origin === undefined) {
      sendError(req, res, notFound())
      return
    }
    res
      .set('Cache-Control', 'no-cache')
      .type('application/opensearchdescription+xml')
      .send(renderOpenSearch({ name: siteOf(req.app).name, origin }))
  }
}

/** `GET /opensearch/suggest?q=`: completions in the form that browsers read, the query and then the lists of texts, descriptions and addresses. */
export function openSearchSuggestions(ctx: Context): RequestHandler {
  return lookup(ctx, {
    name: 'opensearch',
    read: (_req, params, { config }) => parseSuggestRequest(params, config),
    find: async (searching, input, signal) => {
      const { completions } = await suggest(searching, input, signal)
      return [input.q, completions.map(({ text }) => text), [], []]
    },
  })
}
