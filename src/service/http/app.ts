import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import { InputError } from '../../core/errors.ts'
import type { Context } from '../context.ts'
import { assets } from './assets.ts'
import { allowOrigins } from './cors.ts'
import { handleError } from './error-handler.ts'
import { guardReads } from './guard-reads.ts'
import { malformedAddress, notFound } from './http-error.ts'
import { countRequests } from './metrics.ts'
import { isDecodable } from './query-string.ts'
import { requestLog } from './request-log.ts'
import { AGENTS } from './routes/agents.ts'
import { ROUTES } from './routes/routes.ts'
import { securityHeaders } from './security.ts'
import { sendError } from './send-error.ts'
import { useSite } from './site.ts'
import { useRoutes } from './use-routes.ts'

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
  app.use(['/api/v1', '/mcp'], allowOrigins(ctx.config.corsOrigins))
  app.use(compression())
  app.use(closeConnectionsWhen(stopping))
  app.use(refuseMalformedPath)
  const routes = ctx.config.agents ? ROUTES : ROUTES.filter((route) => !AGENTS.includes(route))
  useRoutes(app, { ctx, site, stopping, routes })
  app.use(assets(site))
  // Clients that may not read must not learn which addresses exist.
  const guard = guardReads(ctx)
  app.use((req, res, next) => (/^(?:GET|HEAD)$/.test(req.method) ? guard(req, res, next) : next()))
  app.use((req, res) => sendError(req, res, notFound()))
  app.use(handleError)
  return app
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
