import type { RequestHandler } from 'express'
import type { Context } from '../../context.ts'
import type { Site } from '../../pages/site.ts'
import type { Operation } from './operation.ts'

/** What handlers are made from. */
export type Serving = { ctx: Context; site: Site; stopping: AbortSignal; routes: readonly Route[] }

/** A row of the table of routes. */
export type Route = {
  method: 'get' | 'put' | 'delete' | 'post'
  /** As Express takes it, such as `/api/v1/posts/:id`. A GET answers HEAD too. */
  path: string
  /**
   * Who may call it. `open`: everybody, since it holds nothing of the blog or checks its caller itself. `read` and `metrics`: everybody, or
   * those with a key of this scope where READ_ACCESS and METRICS_ACCESS say so. `write`: those with a key of this scope.
   */
  access: 'open' | 'read' | 'metrics' | 'write'
  /** Which of the limits of a client it counts against. */
  limit?: 'searches' | 'writes'
  /** What the API's description says of it. Pages have none. */
  operation?: Operation
  handler: (serving: Serving) => RequestHandler | RequestHandler[]
}
