import type { Request, RequestHandler } from 'express'
import { VERSION } from '../../core/package.ts'
import type { Context } from '../context.ts'
import { backendGauges } from '../metrics/backend-gauges.ts'
import { readBackendState } from '../metrics/backend-state.ts'
import { createMetrics, type Metrics } from '../metrics/metrics.ts'

/** Counts each request when it ends. */
export function countRequests(metrics: Metrics | undefined): RequestHandler {
  return (req, res, next) => {
    if (metrics !== undefined) {
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
    }
    next()
  }
}

/** The pattern of the route that a request reached. What reached none shares one name, so that paths make no labels. */
function routeOf(req: Request): string {
  const path: unknown = req.route?.path
  return typeof path === 'string' ? path : 'other'
}

/** A scrape that comes sooner gets what the one before found out about Elasticsearch. */
const KEPT_MS = 5_000

/** `GET /metrics`: what was counted, as Prometheus reads it, and what Elasticsearch is like now. */
export function metricsText(ctx: Context): RequestHandler {
  const { registry } = ctx.metrics ?? createMetrics(VERSION)
  const backend = remembered(KEPT_MS, async () =>
    backendGauges(await readBackendState(ctx.client, ctx.config), new Date()).metrics(),
  )
  return async (_req, res) => {
    const texts = await Promise.all([registry.metrics(), backend()])
    res.set({ 'Cache-Control': 'no-store', 'Content-Type': registry.contentType })
    res.send(texts.join(''))
  }
}

/** A function that does its work anew only when the result is older than `ms`, and for all who ask meanwhile once. */
function remembered<T>(ms: number, make: () => Promise<T>): () => Promise<T> {
  let last: { at: number; made: Promise<T> } | undefined
  return () => {
    if (last === undefined || performance.now() - last.at >= ms)
      last = { at: performance.now(), made: make() }
    return last.made
  }
}
