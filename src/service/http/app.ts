import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import { InputError } from '../../core/errors.ts'
import type { Context } from '../context.ts'
import type { Site } from '../pages/site.ts'
import { assets } from './assets.ts'
import { cors } from './cors.ts'
import { debugKey } from './debug/debug-key.ts'
import { debugPage } from './debug/debug-page.ts'
import { handleError } from './error-handler.ts'
import { guardReads } from './guard-reads.ts'
import { health, readiness } from './health.ts'
import { malformedAddress, notFound } from './http-error.ts'
import { relatedApi, resolveApi, suggestApi } from './lookups.ts'
import { allowOnly, readOnly } from './methods.ts'
import { countRequests, metricsText } from './metrics.ts'
import { docsPage, openApiFile } from './openapi/routes.ts'
import { openSearchDescription, openSearchSuggestions } from './opensearch.ts'
import { isDecodable } from './query-string.ts'
import { limitRequests } from './rate-limit.ts'
import { requestLog } from './request-log.ts'
import { requireScope } from './require-scope.ts'
import { searchApi } from './search-api.ts'
import { searchPage } from './search-page.ts'
import { securityHeaders } from './security.ts'
import { sendError } from './send-error.ts'
import { useSite } from './site.ts'
import { ghostWebhook, wordpressWebhook } from './webhooks.ts'
import { widget } from './widget.ts'
import { batchApi } from './writes/batch-api.ts'
import { writeComment, writePost } from './writes/write-api.ts'

const NEVER = new AbortController().signal

/** The HTTP service. From the moment `stopping` aborts it says that it is not ready and asks clients to close their connections. */
export function createApp(ctx: Context, stopping: AbortSignal = NEVER): Express {
  const app = express()
  app.set('case sensitive routing', true)
  app.set('query parser', false)
  app.set('etag', false)
  app.disable('x-powered-by')
  trustProxy(app, ctx.config.http.trustProxy)
  const site = useSite(app, ctx.config)

  app.use(requestLog(ctx.logger))
  app.use(countRequests(ctx.metrics))
  app.use(securityHeaders(ctx.config))
  app.use('/api/v1', cors(ctx.config.corsOrigins))
  app.use(compression())
  app.use(closeConnectionsWhen(stopping))
  app.use(refuseMalformedPath)
  app.all(
    [
      '/',
      '/search',
      '/opensearch.xml',
      '/opensearch/suggest',
      '/api/v1/search',
      '/healthz',
      '/readyz',
      '/metrics',
    ],
    readOnly,
  )
  app.get('/healthz', health)
  app.get('/readyz', readiness(ctx, stopping))
  app.get('/metrics', requireScope(ctx.apiKeys, 'metrics', ctx.config.access.metrics), metricsText(ctx))
  app.use(limitRequests(ctx.config.rateLimits))
  app.use(guardReads(ctx))
  app.get('/', (_req, res) => res.redirect('/search'))
  app.get('/search', debugPage(ctx), searchPage(ctx))
  app.post('/search/debug-key', debugKey(ctx))
  app.all('/search/debug-key', allowOnly('POST'))
  app.get('/opensearch.xml', openSearchDescription(ctx))
  app.get('/opensearch/suggest', openSearchSuggestions(ctx))
  app.get('/api/v1/search', searchApi(ctx))
  lookupRoutes(app, ctx)
  constantRoutes(app, site)
  writeRoutes(app, ctx)
  app.use(assets(site))
  app.use((req, res) => sendError(req, res, notFound()))
  app.use(handleError)
  return app
}

/** What changes only with the program. */
function constantRoutes(app: Express, site: Site): void {
  app.all(['/widget.js', '/docs', '/api/v1/openapi.json'], readOnly)
  app.get('/widget.js', widget())
  app.get('/docs', docsPage(site))
  app.get('/api/v1/openapi.json', openApiFile())
}

function lookupRoutes(app: Express, ctx: Context): void {
  app.all(['/api/v1/suggest', '/api/v1/resolve', '/api/v1/posts/:id/related'], readOnly)
  app.get('/api/v1/suggest', suggestApi(ctx))
  app.get('/api/v1/resolve', resolveApi(ctx))
  app.get('/api/v1/posts/:id/related', relatedApi(ctx))
}

function writeRoutes(app: Express, ctx: Context): void {
  const mayWrite = requireScope(ctx.apiKeys, 'write')
  app.put('/api/v1/posts/:id', mayWrite, writePost(ctx))
  app.delete('/api/v1/posts/:id', mayWrite, writePost(ctx))
  app.all('/api/v1/posts/:id', allowOnly('PUT', 'DELETE'))
  app.put('/api/v1/posts/:id/comments/:commentId', mayWrite, writeComment(ctx))
  app.delete('/api/v1/posts/:id/comments/:commentId', mayWrite, writeComment(ctx))
  app.all('/api/v1/posts/:id/comments/:commentId', allowOnly('PUT', 'DELETE'))
  app.post('/api/v1/batch', mayWrite, batchApi(ctx))
  app.all('/api/v1/batch', allowOnly('POST'))
  app.post('/api/v1/webhooks/ghost', ghostWebhook(ctx))
  app.post('/api/v1/webhooks/wordpress', wordpressWebhook(ctx))
  app.all(['/api/v1/webhooks/ghost', '/api/v1/webhooks/wordpress'], allowOnly('POST'))
}

/** TRUST_PROXY as Express takes it: true, false, a number of proxies, or their addresses. */
function trustProxy(app: Express, setting: string): void {
  const flags: Record<string, boolean> = { true: true, false: false }
  const hops = /^\d{1,3}$/.test(setting) ? Number(setting) : undefined
  try {
    app.set('trust proxy', flags[setting] ?? hops ?? setting)
  } catch (cause) {
    const expected = 'expected true, false, a number of proxies, or a comma list of addresses'
    throw new InputError(`TRUST_PROXY: ${expected}, got ${JSON.stringify(setting)}`, { cause })
  }
}

function closeConnectionsWhen(stopping: AbortSignal): RequestHandler {
  return (_req, res, next) => {
    if (stopping.aborted) res.set('Connection', 'close')
    next()
  }
}

const refuseMalformedPath: RequestHandler = (req, res, next) => {
  if (isDecodable(req.path)) next()
  else sendError(req, res, malformedAddress())
}
