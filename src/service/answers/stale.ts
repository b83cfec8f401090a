import type { Response } from 'express'
import type { MadeAnswer } from '../cache/memory.ts'
import type { Context } from '../context.ts'

/** A copy of an index may show what its primary has deleted for a second; what was made so soon after a change is no stand-in. */
const SETTLED_MS = 5_000

/** Whether what is made now can stand in later: what searches find has been the same long enough for all copies to know it. */
export function isSettled({ generation }: Pick<Context, 'generation'>): boolean {
  const seen = generation?.lastSeen
  return seen !== undefined && performance.now() - seen.since >= SETTLED_MS
}

/**
 * The answer that was remembered for a key, where Elasticsearch cannot be asked whether it is still right: made from
 * what it said last, at most STALE_SECONDS ago, and without a write of this service since. Marked as stale.
 */
export function staleAnswer(
  { generation, memory, config }: Pick<Context, 'generation' | 'memory' | 'config'>,
  key: string,
): { made: MadeAnswer; ageSeconds: number } | undefined {
  const seen = generation?.lastSeen
  if (seen === undefined || memory === undefined) return undefined
  const ageSeconds = (performance.now() - seen.confirmed) / 1000
  if (ageSeconds > config.cache.staleSeconds) return undefined
  const made = memory.answers.last(seen.id, key)
  if (made === undefined || !made.settled) return undefined
  const answer = { ...made.answer, stale: true } as const
  return { made: { ...made, answer, json: JSON.stringify(answer) }, ageSeconds }
}

/** Tells clients that an answer is stale, and since when, and that nobody may keep it. */
export function tellStale(res: Response, ageSeconds: number): void {
  res.removeHeader('ETag')
  res.set({
    'Cache-Control': 'no-store',
    Age: String(Math.floor(ageSeconds)),
    Warning: '110 - "Response is Stale"',
  })
}
