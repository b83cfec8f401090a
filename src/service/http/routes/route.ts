import type { RequestHandler } from 'express'
import type { Context } from '../../context.ts'
import type { Site } from '../../pages/site.ts'
import type { Limiters } from '../rate-limit.ts'
import type { Operation } from './operation.ts'

/** All that handlers are made from. */
export type Serving = {
  ctx: Context
  site: Site
  stopping: AbortSignal
  routes: readonly Route[]
  limiters: Limiters
}

/** A row of the table of routes. */
export type Route = {
  method: 'get' | 'put' | 'delete' | 'post'
  /** As Express takes it, such as `/api/v1/posts/:id`. A GET answers HEAD too. */
  path: string
  /**
   * Who may call it. `open`: everybody, since it shows nothing of the blog or checks its caller itself. `read` and `metrics`: everybody, or
   * those with a key of this scope where READ_ACCESS and METRICS_ACCESS say so. `write`: those with a key of this scope.
   */
  access: 'open' | 'read' | 'metrics' | 'write'
  /** The limit of a client that it counts against. */
  limit?: 'searches' | 'writes'
  /** The route in the API's description. Pages have none. */
  operation?: Operation
  handler: (serving: Serving) => RequestHandler | RequestHandler[]
}
