import type { Response } from 'express'
import type { MadeAnswer } from '../cache/memory.ts'
import type { Context } from '../context.ts'
import { forbidCaching } from './caching.ts'

/** For a second a replica may still show what its primary has deleted. An answer made so soon after a change must not stand in later. */
const SETTLED_MS = 5_000

/** Whether an answer made now may stand in later: the generation is old enough that all replicas have caught up with it. */
export function isSettled({ generation }: Pick<Context, 'generation'>): boolean {
  const seen = generation.lastSeen
  return seen !== undefined && performance.now() - seen.since >= SETTLED_MS
}

/**
 * The remembered answer for a key, marked as stale, for the time that Elasticsearch cannot confirm it. It was made from
 * the generation that Elasticsearch confirmed last, at most STALE_SECONDS ago, and this service has written nothing since.
 */
export function staleAnswer(
  { generation, memory, config }: Pick<Context, 'generation' | 'memory' | 'config'>,
  key: string,
): { made: MadeAnswer; ageSeconds: number } | undefined {
  const seen = generation.lastSeen
  if (seen === undefined) return undefined
  const ageSeconds = (performance.now() - seen.confirmed) / 1000
  if (ageSeconds > config.cache.staleSeconds) return undefined
  const made = memory.answers.last(seen.id, key)
  if (made === undefined || !made.settled) return undefined
  const answer = { ...made.answer, stale: true } as const
  return { made: { ...made, answer, json: JSON.stringify(answer) }, ageSeconds }
}

/** Sets the headers of a stale answer: that it is stale, how old it is, and that nobody may keep it. */
export function tellStale(res: Response, ageSeconds: number): void {
  forbidCaching(res)
  res.set({
    Age: String(Math.floor(ageSeconds)),
    Warning: '110 - "Response is Stale"',
  })
}
