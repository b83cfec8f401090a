import type { Response } from 'express'
import type { GenerationCache } from '../cache/generation-cache.ts'
import type { InFlight } from '../cache/in-flight.ts'
import { goneSignal } from './gone-signal.ts'
import type { SearchLog } from './search-log.ts'

/** What is remembered of a kind of answers, and those that are being made. */
export type Shelf<V extends object, R> = { answers: GenerationCache<V>; underWay: InFlight<R> }

type Asked = {
  /** The generation that searches find now, if it is known. */
  generation: string | undefined
  /** Whether all copies of the indexes have caught up with it. */
  settled: boolean
  key: string
  /** Whether it must be made anew. */
  fresh?: boolean
  log: SearchLog
  res: Response
}

/** Makes an answer; `keep` remembers it for those who ask the same while what searches find stays as it is. */
export type Make<V extends object, R> = (signal: AbortSignal, keep: (answer: V) => void) => Promise<R>

/**
 * The answer as it was made before, if what searches find has not changed since, else a new one, which those share who ask for it at the
 * same time, and which ends early when nobody waits for it any more. The log gets to know which it was.
 */
export async function recallOrMake<V extends object, R>(
  shelf: Shelf<V, R> | undefined,
  { generation, settled, key, fresh = false, log, res }: Asked,
  make: Make<V, R>,
): Promise<V | R> {
  const answers = shelf?.answers.of(generation, settled)
  const known = fresh ? undefined : answers?.get(key)
  if (known !== undefined) {
    log.cache = 'hit'
    return known
  }
  const makeIt = (signal: AbortSignal) => make(signal, (answer) => answers?.set(key, answer))
  if (shelf === undefined || generation === undefined || fresh) return makeIt(goneSignal(res))
  const sharedKey = `${generation} ${key}`
  log.cache = shelf.underWay.has(sharedKey) ? 'shared' : 'miss'
  return shelf.underWay.share(sharedKey, makeIt, goneSignal(res))
}
