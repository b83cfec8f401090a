import type { Response } from 'express'
import { BackendError } from '../../core/errors.ts'
import { redact } from '../../core/redact.ts'
import type { SearchAnswer } from '../../search/answer/answer.ts'
import { type SearchInput, searchKey } from '../../search/request/input.ts'
import type { SearchContext } from '../../search/search.ts'
import { memoryIn } from '../../search/spelling/word-memory.ts'
import type { MadeAnswer } from '../cache/memory.ts'
import { type Context, searchContext } from '../context.ts'
import { forbidCaching } from './caching.ts'
import { disconnectSignal } from './disconnect-signal.ts'
import { getOrCompute } from './get-or-compute.ts'
import type { SearchLog } from './search-log.ts'
import { isSettled, staleAnswer, tellStale } from './stale.ts'

/**
 * The answer to a search. It is the remembered one if the content of the indexes has not changed since, unless `fresh` is
 * set; else a new one, whose computation is stopped when its client goes away. While Elasticsearch cannot answer, it is the
 * remembered one that was last known to be right, marked as stale. The request log records the cost of the search.
 */
export async function runSearch(
  ctx: Context,
  input: SearchInput,
  res: Response,
  { fresh }: { fresh: boolean } = { fresh: false },
): Promise<MadeAnswer> {
  const log: SearchLog = { roundTrips: 0, ...(ctx.config.log.queries && { q: redact(input.query.text) }) }
  res.locals.search = log
  const made = await (input.debug
    ? make(ctx, input, log, { signal: disconnectSignal(res), client: res.req.ip })
    : getOrComputeAnswer(ctx, input, log, { res, fresh }).catch((error: unknown) =>
        standIn(ctx, input, log, { res, fresh, error }),
      ))
  log.strategy = made.answer.query.strategy
  log.terms = made.answer.terms.length
  log.results = made.answer.total.value
  if (made.answer.partial) forbidCaching(res)
  return made
}

function getOrComputeAnswer(
  ctx: Context,
  input: SearchInput,
  log: SearchLog,
  { res, fresh }: { res: Response; fresh: boolean },
): Promise<MadeAnswer> {
  const generation = ctx.generation.current
  const asked = { generation, settled: isSettled(ctx), key: searchKey(input), fresh, log, res }
  return getOrCompute(ctx.memory, asked, async (signal, keep) => {
    const made = await make(ctx, input, log, { signal, client: res.req.ip })
    if (!made.answer.partial) keep(made)
    return made
  })
}

/** The stale answer in place of a failed one. Throws the failure if there is none. */
function standIn(
  ctx: Context,
  input: SearchInput,
  log: SearchLog,
  { res, fresh, error }: { res: Response; fresh: boolean; error: unknown },
): MadeAnswer {
  const stale = error instanceof BackendError && !fresh ? staleAnswer(ctx, searchKey(input)) : undefined
  if (stale === undefined) throw error
  log.cache = 'stale'
  tellStale(res, stale.ageSeconds)
  return stale.made
}

async function make(
  ctx: Context,
  input: SearchInput,
  log: SearchLog,
  { signal, client }: { signal: AbortSignal; client: string | undefined },
): Promise<MadeAnswer> {
  const settled = isSettled(ctx)
  const words = ctx.memory.words.of(ctx.generation.current, settled)
  const context: SearchContext = {
    ...searchContext(ctx),
    mayBePartial: true,
    ...(words !== undefined && { words: memoryIn(words) }),
    onRoundTrip: () => {
      log.roundTrips += 1
    },
  }
  const search = () => ctx.search(context, input, signal)
  const answer: SearchAnswer = await ctx.guard.search(search, signal, client)
  if (answer.partial) log.partial = true
  return { answer, json: JSON.stringify(answer), settled }
}
