import type { Request, RequestHandler } from 'express'
import type { Context } from '../context.ts'
import { backendGauges } from '../metrics/backend-gauges.ts'
import { readBackendState } from '../metrics/backend-state.ts'
import type { Metrics } from '../metrics/metrics.ts'

/** Counts each request when it ends. */
export function countRequests(metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const started = performance.now()
    metrics.begin()
    res.once('close', () => {
      const { search, shed } = res.locals
      metrics.end({
        route: routeOf(req),
        status: res.statusCode,
        seconds: (performance.now() - started) / 1000,
        aborted: !res.writableFinished,
        ...(search !== undefined && { search }),
        ...(shed !== undefined && { shed }),
      })
    })
    next()
  }
}

/** The pattern of the route that a request reached. Requests that reached none share one name, so that paths do not become labels. */
function routeOf(req: Request): string {
  const path: unknown = req.route?.path
  return typeof path === 'string' ? path : 'other'
}

/** A scrape that comes sooner gets the state of Elasticsearch that the one before found. */
const KEPT_MS = 5_000

/** `GET /metrics`: the counters and the present state of Elasticsearch, in the format of Prometheus. */
export function metricsText(ctx: Context): RequestHandler {
  const { registry } = ctx.metrics
  const backend = remembered(KEPT_MS, async () =>
    backendGauges(await readBackendState(ctx.client, ctx.config), new Date()).metrics(),
  )
  return async (_req, res) => {
    const texts = await Promise.all([registry.metrics(), backend()])
    res.set({ 'Cache-Control': 'no-store', 'Content-Type': registry.contentType })
    res.send(texts.join(''))
  }
}

/** A function that makes its result anew only when the last one is older than `ms`. Calls in the meantime share one result. */
function remembered<T>(ms: number, make: () => Promise<T>): () => Promise<T> {
  let last: { at: number; made: Promise<T> } | undefined
  return () => {
    if (last === undefined || performance.now() - last.at >= ms)
      last = { at: performance.now(), made: make() }
    return last.made
  }
}
