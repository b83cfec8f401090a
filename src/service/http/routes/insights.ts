import { clicksApi } from '../insights/clicks-api.ts'
import { InsightsParameters, insightsApi } from '../insights/insights-api.ts'
import { insightsKey, insightsPage } from '../insights/insights-page.ts'
import { COMMON, common, success } from './operation.ts'
import type { Route } from './route.ts'

/** Routes for what readers look for. */
export const INSIGHTS: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/insights',
    access: 'open',
    limit: 'searches',
    handler: ({ ctx }) => insightsApi(ctx),
    operation: {
      id: 'insights',
      tag: 'Insights',
      summary: 'What readers looked for and did not find',
      description:
        'Needs a key with the scope insights, unless the service runs for its own machine alone. The texts are those of queries that several days or networks asked.',
      parameters: InsightsParameters,
      needsKey: true,
      responses: {
        200: success('The lists of a period, with the period before.', 'InsightsAnswer'),
        ...common(400, 401, 403),
        503: COMMON[503],
      },
    },
  },
  {
    method: 'get',
    path: '/insights',
    access: 'open',
    limit: 'searches',
    handler: ({ ctx }) => insightsPage(ctx),
  },
  {
    method: 'post',
    path: '/insights/key',
    access: 'open',
    limit: 'searches',
    handler: ({ ctx }) => insightsKey(ctx),
  },
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
