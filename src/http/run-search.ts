import type { Response } from 'express'
import { type Context, searchContext } from '../context.ts'
import type { SearchAnswer } from '../search/answer.ts'
import type { SearchInput } from '../search/input.ts'
import type { SearchLog } from './request-log.ts'

/** The answer to a search, which ends early when its client goes away; the request log gets to know what it took. */
export async function runSearch(ctx: Context, input: SearchInput, res: Response): Promise<SearchAnswer> {
  const log: SearchLog = { roundTrips: 0, ...(ctx.config.log.queries && { q: input.q }) }
  res.locals.search = log
  const gone = new AbortController()
  res.once('close', () => gone.abort())
  const onRoundTrip = () => {
    log.roundTrips += 1
  }

  const answer = await ctx.search({ ...searchContext(ctx), onRoundTrip }, input, gone.signal)

  log.strategy = answer.query.strategy
  log.terms = answer.terms.length
  log.results = answer.total.value
  return answer
}
