import type { Request, RequestHandler, Response } from 'express'
import type { SearchContext } from '../../search/find.ts'
import type { Parsed } from '../../search/request/parameters.ts'
import { memoryIn } from '../../search/spelling/word-memory.ts'
import { isTagKnown } from '../answers/caching.ts'
import { getOrCompute } from '../answers/get-or-compute.ts'
import type { SearchLog } from '../answers/search-log.ts'
import { isSettled } from '../answers/stale.ts'
import { type Context, searchContext } from '../context.ts'
import { notFound } from './http-error.ts'
import { readQueryString } from './query-string.ts'
import { allErrors } from './search-api.ts'
import { sendError } from './send-error.ts'

/** A kind of lookup: how a request is read, and how it is answered. `find` gives undefined where there is nothing at the address. */
type Lookup<I> = {
  name: string
  read: (req: Request, params: URLSearchParams, ctx: Context) => Parsed<I>
  find: (ctx: SearchContext, input: I, signal: AbortSignal) => Promise<object | undefined>
  /** The factor by which clients may keep this answer longer than others. */
  lasts?: (input: I) => number
}

/** Answers GET requests with a lookup. Answers are remembered until the content of the indexes changes. */
export function lookup<I>(ctx: Context, { name, read, find, lasts }: Lookup<I>): RequestHandler {
  return async (req, res) => {
    const { params, malformed } = readQueryString(req.originalUrl)
    const parsed = read(req, params, ctx)
    if (!parsed.ok || malformed.length > 0) {
      sendError(req, res, { status: 400, errors: allErrors(malformed, parsed) })
      return
    }
    const { input } = parsed
    if (isTagKnown(ctx, req, res, { parts: [name, input], times: lasts?.(input) ?? 1 })) return
    const json = await answerTo(ctx, res, JSON.stringify([name, input]), (searching, signal) =>
      find(searching, input, signal),
    )
    if (json === undefined) sendError(req, res, notFound())
    else res.type('json').send(json)
  }
}

type Find = (ctx: SearchContext, signal: AbortSignal) => Promise<object | undefined>

/** The answer as JSON, remembered or new; undefined where there is nothing. */
async function answerTo(ctx: Context, res: Response, key: string, find: Find): Promise<string | undefined> {
  const log: SearchLog = { roundTrips: 0 }
  res.locals.search = log
  const { memory } = ctx
  const generation = ctx.generation.current
  const settled = isSettled(ctx)
  const cache = { answers: memory.lookups, underWay: memory.lookupsUnderWay }
  const made = await getOrCompute(cache, { generation, settled, key, log, res }, async (signal, keep) => {
    const words = memory.typedWords.of(generation, settled)
    const searching = {
      ...searchContext(ctx),
      ...(words !== undefined && { words: memoryIn(words) }),
      onRoundTrip: () => {
        log.roundTrips += 1
      },
    }
    const search = () => find(searching, signal)
    const answer = await ctx.guard.search(search, signal, res.req.ip)
    if (answer === undefined) return undefined
    const found = { json: JSON.stringify(answer) }
    keep(found)
    return found
  })
  return made?.json
}
