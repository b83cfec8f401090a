import { z } from 'zod'
import { SearchParameters as OfSearch } from '../../search/request/search-parameters.ts'

export { RelatedParameters, ResolveParameters } from '../../search/related/request.ts'
export { SuggestParameters } from '../../search/suggest/request.ts'

/** The parameters of `GET /api/v1/search`. */
export const SearchParameters = OfSearch.extend({
  fresh: z.literal('1').optional().describe('Not a remembered answer. Needs a key with the scope read.'),
})

/** The parameters of webhooks. */
export const WebhookParameters = z.strictObject({
  site: OfSearch.shape.site.describe('The part of the blog that its posts are of, where they do not say so.'),
})

/** The parameters of a batch. */
export const BatchParameters = z.strictObject({
  refresh: z
    .enum(['false', 'wait_for'])
    .optional()
    .describe('wait_for: what was written can be found when the call returns.'),
})

/** The parameters of writes of one document. */
export const WriteParameters = BatchParameters.extend({
  updated: z
    .string()
    .optional()
    .describe('How new the write is, ISO 8601, now if nobody says. An older write never wins over a newer.'),
})
