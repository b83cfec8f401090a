import type { Response } from 'express'
import { type Context, searchContext } from '../context.ts'
import { redact } from '../redact.ts'
import type { SearchAnswer } from '../search/answer.ts'
import type { SearchInput } from '../search/input.ts'
import type { MadeAnswer } from './memory.ts'
import type { SearchLog } from './request-log.ts'

/**
 * The answer to a search: the one that was made before if what searches find has not changed since and `fresh` does not
 * say otherwise, else a new one, which ends early when its client goes away. The request log gets to know what it took.
 */
export async function runSearch(
  ctx: Context,
  input: SearchInput,
  res: Response,
  { fresh }: { fresh: boolean } = { fresh: false },
): Promise<MadeAnswer> {
  const log: SearchLog = { roundTrips: 0, ...(ctx.config.log.queries && { q: redact(input.q) }) }
  res.locals.search = log
  const made = await (input.debug || ctx.memory === undefined
    ? make(ctx, input, log, goneSignal(res))
    : rememberOrMake(ctx, input, log, { res, fresh }))
  log.strategy = made.answer.query.strategy
  log.terms = made.answer.terms.length
  log.results = made.answer.total.value
  return made
}

async function rememberOrMake(
  ctx: Context,
  input: SearchInput,
  log: SearchLog,
  { res, fresh }: { res: Response; fresh: boolean },
): Promise<MadeAnswer> {
  const { memory, generation } = ctx
  const current = generation?.current
  const key = JSON.stringify(input)
  const answers = memory?.answers.of(current)
  const remembered = fresh ? undefined : answers?.get(key)
  if (remembered !== undefined) {
    log.cache = 'hit'
    return remembered
  }
  const makeAndKeep = async (signal: AbortSignal) => {
    const made = await make(ctx, input, log, signal)
    answers?.set(key, made)
    return made
  }
  if (memory === undefined || current === undefined || fresh) return makeAndKeep(goneSignal(res))
  const sharedKey = `${current} ${key}`
  log.cache = memory.underWay.has(sharedKey) ? 'shared' : 'miss'
  return memory.underWay.share(sharedKey, makeAndKeep, goneSignal(res))
}

async function make(
  ctx: Context,
  input: SearchInput,
  log: SearchLog,
  signal: AbortSignal,
): Promise<MadeAnswer> {
  const words = ctx.memory?.words.of(ctx.generation?.current)
  const answer: SearchAnswer = await ctx.search(
    {
      ...searchContext(ctx),
      ...(words !== undefined && {
        words: { recall: (word) => words.get(word), remember: (word, facts) => words.set(word, facts) },
      }),
      onRoundTrip: () => {
        log.roundTrips += 1
      },
    },
    input,
    signal,
  )
  return { answer, json: JSON.stringify(answer) }
}

/** Aborts when the client goes away before it has its answer. */
export function goneSignal(res: Response): AbortSignal {
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort()
  })
  return gone.signal
}
