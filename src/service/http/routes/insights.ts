import { clicksApi } from '../insights/clicks-api.ts'
import { common } from './operation.ts'
import type { Route } from './route.ts'

/** Routes for what readers look for. */
export const INSIGHTS: readonly Route[] = [
  {
    method: 'post',
    path: '/api/v1/clicks',
    access: 'read',
    limit: 'searches',
    handler: ({ ctx }) => clicksApi(ctx),
    operation: {
      id: 'click',
      tag: 'Insights',
      summary: 'Count a click on a result, or a search that was not submitted',
      description:
        'For pages that search while a reader types. It is checked against the results of the search. A search by the other routes without `prefix` counts by itself.',
      body: {
        type: 'text/plain',
        schema: 'ClickBody',
        description: 'JSON, which navigator.sendBeacon sends as text.',
      },
      responses: {
        204: { description: 'It was counted, or is not to be counted.' },
        ...common(400, 413, 415),
      },
    },
  },
]
