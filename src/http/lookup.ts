import type { Request, RequestHandler, Response } from 'express'
import { type Context, searchContext } from '../context.ts'
import type { SearchContext } from '../search/find.ts'
import type { WordFacts } from '../search/word-facts.ts'
import type { Parsed } from '../suggesting/request.ts'
import { isTagKnown } from './caching.ts'
import { notFound } from './http-error.ts'
import { readQueryString } from './query-string.ts'
import type { SearchLog } from './request-log.ts'
import { goneSignal } from './run-search.ts'
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
      const names = new Set(malformed.map(({ parameter }) => parameter))
      const others = parsed.ok ? [] : parsed.errors.filter(({ parameter }) => !names.has(parameter))
      sendError(req, res, { status: 400, errors: [...malformed, ...others] })
      return
    }
    const { input } = parsed
    if (isTagKnown(ctx, req, res, { parts: [name, input], times: lasts?.(input) ?? 1 })) return
    const json = await remembered(ctx, res, JSON.stringify([name, input]), (searching, signal) =>
      find(searching, input, signal),
    )
    if (json === undefined) sendError(req, res, notFound())
    else res.type('json').send(json)
  }
}

type Find = (ctx: SearchContext, signal: AbortSignal) => Promise<object | undefined>

/** The answer as it was made before, if what searches find has not changed since, else a new one, which those share who ask for it at the same time. */
async function remembered(ctx: Context, res: Response, key: string, find: Find): Promise<string | undefined> {
  const log: SearchLog = { roundTrips: 0 }
  res.locals.search = log
  const { memory, generation } = ctx
  const current = generation?.current
  const answers = memory?.lookups.of(current)
  const known = answers?.get(key)
  if (known !== undefined) {
    log.cache = 'hit'
    return known.json
  }
  const make = async (signal: AbortSignal) => {
    const onRoundTrip = () => {
      log.roundTrips += 1
    }
    const words = memory?.typedWords.of(current)
    const recalling = words && {
      words: {
        recall: (word: string) => words.get(word),
        remember: (word: string, facts: WordFacts) => words.set(word, facts),
      },
    }
    const search = () => find({ ...searchContext(ctx), onRoundTrip, ...recalling }, signal)
    const answer = await (ctx.guard === undefined ? search() : ctx.guard.search(search, signal))
    if (answer === undefined) return undefined
    const json = JSON.stringify(answer)
    answers?.set(key, { json })
    return json
  }
  if (memory === undefined || current === undefined) return make(goneSignal(res))
  const sharedKey = `${current} ${key}`
  log.cache = memory.lookupsUnderWay.has(sharedKey) ? 'shared' : 'miss'
  return memory.lookupsUnderWay.share(sharedKey, make, goneSignal(res))
}
