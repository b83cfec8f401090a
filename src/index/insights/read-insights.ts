import { BackendError } from '../../core/errors.ts'
import { backendError } from '../../elastic/retry.ts'
import { plainInput } from '../../search/request/input.ts'
import { type SearchContext, search } from '../../search/search.ts'
import { readPeriod } from './period.ts'
import { readCounts } from './read-counts.ts'
import { type Correction, type InsightsAnswer, toInsights } from './report.ts'

/** What readers looked for since `30d` or a day. Throws an InputError for another `since`, and a BackendError if Elasticsearch is away. */
export async function readInsights(
  ctx: SearchContext,
  since: string,
  now = Date.now(),
): Promise<InsightsAnswer> {
  const { period, before } = readPeriod(since, now)
  const [counts, earlier] = await Promise.all(
    [period, before].map((one) => readCounts(ctx.client, ctx.indexPrefix, one)),
  ).catch((error: unknown) => {
    throw backendError('What readers looked for cannot be read', error)
  })
  if (counts === undefined || earlier === undefined) throw new BackendError('insights: no answer')
  const insights = toInsights(period, counts, earlier)
  return { ...insights, corrections: await withMeaning(ctx, insights.corrections) }
}

/** Corrections with what the search makes of them today. */
async function withMeaning(ctx: SearchContext, corrections: readonly Correction[]): Promise<Correction[]> {
  const told: Correction[] = []
  for (const correction of corrections) {
    const input = plainInput(correction.query, { size: 1, off: ['facets'] })
    const [meant] = (await search(ctx, input)).query.meant ?? []
    told.push({ ...correction, ...(meant !== undefined && { meant }) })
  }
  return told
}
