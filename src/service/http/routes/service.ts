import { health, readiness } from '../health.ts'
import { metricsText } from '../metrics.ts'
import { success } from './operation.ts'
import type { Route } from './route.ts'

/** Routes for the state of the service. */
export const SERVICE: readonly Route[] = [
  {
    method: 'get',
    path: '/healthz',
    access: 'open',
    handler: () => health,
    operation: {
      id: 'health',
      tag: 'Service',
      summary: 'Whether the process lives',
      responses: { 200: success('It does.', 'HealthAnswer') },
    },
  },
  {
    method: 'get',
    path: '/readyz',
    access: 'open',
    handler: ({ ctx, stopping }) => readiness(ctx, stopping),
    operation: {
      id: 'readiness',
      tag: 'Service',
      summary: 'Whether the next search can be answered',
      responses: {
        200: success('It can.', 'ReadinessAnswer'),
        503: success('It cannot; reason and remedy.', 'ReadinessAnswer'),
      },
    },
  },
  {
    method: 'get',
    path: '/metrics',
    access: 'metrics',
    handler: ({ ctx }) => metricsText(ctx),
  },
]
