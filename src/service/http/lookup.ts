import type { Request, RequestHandler, Response } from 'express'
import type { SearchContext } from '../../search/find.ts'
import type { Parsed } from '../../search/request/parameters.ts'
import { memoryIn } from '../../search/spelling/word-memory.ts'
import { isTagKnown } from '../answers/caching.ts'
import { recallOrMake } from '../answers/recall-or-make.ts'
import type { SearchLog } from '../answers/search-log.ts'
import { isSettled } from '../answers/stale.ts'
import { type Context, searchContext } from '../context.ts'
import { guardedSearch } from '../overload/guard.ts'
import { notFound } from './http-error.ts'
import { readQueryString } from './query-string.ts'
import { allErrors } from './search-api.ts'
import { sendError } from './send-error.ts'

/** What is looked up for a request: how it is read, and answered; undefined where there is nothing at its address. */
export type Lookup<I> = {
  name: string
  read: (req: Request, params: URLSearchParams, ctx: Context) => Parsed<I>
  find: (ctx: SearchContext, input: I, signal: AbortSignal) => Promise<object | undefined>
  /** How many times as long as other answers clients may keep this one. */
  lasts?: (input: I) => number
}

/** Answers GET requests with what is looked up for them, remembered as long as what searches find does not change. */
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
  const generation = ctx.generation?.current
  const settled = isSettled(ctx)
  const shelf = memory && { answers: memory.lookups, underWay: memory.lookupsUnderWay }
  const made = await recallOrMake(shelf, { generation, settled, key, log, res }, async (signal, keep) => {
    const words = memory?.typedWords.of(generation, settled)
    const searching = {
      ...searchContext(ctx),
      ...(words !== undefined && { words: memoryIn(words) }),
      onRoundTrip: () => {
        log.roundTrips += 1
      },
    }
    const search = () => find(searching, signal)
    const answer = await guardedSearch(ctx.guard, search, signal)
    if (answer === undefined) return undefined
    const found = { json: JSON.stringify(answer) }
    keep(found)
    return found
  })
  return made?.json
}
