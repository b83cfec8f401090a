import type { Response } from 'express'
import type { GenerationCache } from '../cache/generation-cache.ts'
import type { InFlight } from '../cache/in-flight.ts'
import { disconnectSignal } from './disconnect-signal.ts'
import type { SearchLog } from './search-log.ts'

/** The remembered answers of one kind, and those that are being made. */
type AnswerCache<V extends object, R> = { answers: GenerationCache<V>; underWay: InFlight<R> }

type Wanted = {
  /** The current generation: an id that changes with the content of the indexes; undefined if unknown. */
  generation: string | undefined
  /** Whether all replicas of the indexes have caught up with the generation. */
  settled: boolean
  key: string
  /** Whether the answer must be made anew. */
  fresh?: boolean
  log: SearchLog
  res: Response
}

/** Makes an answer. `keep` remembers it for the same question until the generation changes. */
type Compute<V extends object, R> = (signal: AbortSignal, keep: (answer: V) => void) => Promise<R>

/**
 * The remembered answer, if the generation is still the same; else a new one. Requests for the same answer at the same time share its
 * computation, which is stopped when nobody waits for it any more. The log records where the answer came from.
 */
export async function getOrCompute<V extends object, R>(
  cache: AnswerCache<V, R>,
  { generation, settled, key, fresh = false, log, res }: Wanted,
  compute: Compute<V, R>,
): Promise<V | R> {
  const answers = cache.answers.of(generation, settled)
  const known = fresh ? undefined : answers?.get(key)
  if (known !== undefined) {
    log.cache = 'hit'
    return known
  }
  const computeIt = (signal: AbortSignal) => compute(signal, (answer) => answers?.set(key, answer))
  if (generation === undefined || fresh) return computeIt(disconnectSignal(res))
  const sharedKey = `${generation} ${key}`
  log.cache = cache.underWay.has(sharedKey) ? 'shared' : 'miss'
  return cache.underWay.share(sharedKey, computeIt, disconnectSignal(res))
}
