import type { Express, RequestHandler } from 'express'
import type { Context } from '../context.ts'
import { guardReads } from './guard-reads.ts'
import { allowOnly } from './methods.ts'
import { limitersOf } from './rate-limit.ts'
import { requireScope } from './require-scope.ts'
import type { Route, Serving } from './routes/route.ts'

/** Adds the routes of a table to an application. Each request passes its limit, then the check of its key, then its handler. Any other method of a path is refused, and the answer names the allowed ones. */
export function useRoutes(app: Express, serving: Omit<Serving, 'limiters'>): void {
  const { ctx, routes } = serving
  const limiters = limitersOf(ctx.config.rateLimits)
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path)
    for (const route of methods) {
      const limiter = route.limit === undefined ? [] : [limiters[route.limit]]
      app[route.method](path, limiter, guardOf(route.access, ctx), route.handler({ ...serving, limiters }))
    }
    const names = methods.map(({ method }) => method.toUpperCase())
    app.all(path, allowOnly(...names.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name]))))
  }
}

function guardOf(access: Route['access'], { apiKeys, config }: Context): RequestHandler[] {
  switch (access) {
    case 'open':
      return []
    case 'read':
      return [guardReads({ apiKeys, config })]
    case 'metrics':
      return [requireScope(apiKeys, 'metrics', config.access.metrics)]
    case 'write':
      return [requireScope(apiKeys, 'write')]
  }
}
