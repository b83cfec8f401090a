import type { Config } from '../../core/config.ts'
import { BackendError, OverloadedError, UnavailableError } from '../../core/errors.ts'
import { Breaker } from './breaker.ts'
import { Gate } from './gate.ts'

/** Searches that may wait, for each one that runs: a page that 32 readers open at once is served to all of them. */
const WAITING_A_RUNNING = 8
/** Writes are few, and each holds a body in memory. */
const WRITE_LIMITS = { running: 4, waiting: 16, waitMs: 5_000 }

/** Protects Elasticsearch from the service's requests: circuit breaker and load shedding. */
export type Guard = {
  breaker: Breaker
  /** The result of a search. `client` tells whose search it is, so that places are shared out. Throws an OverloadedError if there are too many, and an UnavailableError at once while Elasticsearch is away. */
  search<T>(task: () => Promise<T>, signal?: AbortSignal, client?: string): Promise<T>
  /** The same for writes, which have limits of their own. */
  write<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

/** A guard with the limits of the settings. */
export function createGuard({ running, waitMs }: Config['searches']): Guard {
  const breaker = new Breaker()
  const searches = new Gate({ running, waiting: running * WAITING_A_RUNNING, waitMs })
  const writes = new Gate(WRITE_LIMITS)
  const through = async <T>(
    gate: Gate,
    task: () => Promise<T>,
    signal?: AbortSignal,
    client?: string,
  ): Promise<T> => {
    breaker.check()
    try {
      const result = await gate.run(task, signal, client)
      breaker.answered()
      return result
    } catch (error) {
      if (!signal?.aborted) tell(breaker, error)
      throw error
    }
  }
  return {
    breaker,
    search: (task, signal, client) => through(searches, task, signal, client),
    write: (task, signal) => through(writes, task, signal),
  }
}

/** Tells the breaker of an error. A search that Elasticsearch refuses is an answer; being away, late or too busy is none. */
function tell(breaker: Breaker, error: unknown): void {
  if (error instanceof OverloadedError) return
  if (error instanceof UnavailableError) breaker.failed()
  else if (error instanceof BackendError) breaker.answered()
}
