import { OverloadedError } from '../errors.ts'

export type GateLimits = {
  /** Tasks at the same time. */
  running: number
  /** Tasks that may wait for their turn. */
  waiting: number
  /** How long one waits at most. */
  waitMs: number
}

/** Of the time that tasks take, what the last one counts. */
const LAST_COUNTS = 0.1

type Waiter = { enter: () => void; refuse: (reason: unknown) => void }

/**
 * Lets a few tasks run at a time, and as many wait as will have their turn in time, by what tasks took lately; all others
 * are refused at once, so that those inside stay quick.
 */
export class Gate {
  readonly #limits: GateLimits
  readonly #waiters = new Set<Waiter>()
  #running = 0
  /** What a task takes, in milliseconds. */
  #taskMs = 0

  constructor(limits: GateLimits) {
    this.#limits = limits
  }

  /** How many tasks run and wait now. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#waiters.size }
  }

  /** The result of the task. Throws an OverloadedError if there is no room for it in time, and the reason of `signal` when that aborts before its turn. */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    if (this.#running < this.#limits.running) this.#running += 1
    else await this.#turn(signal)
    const started = performance.now()
    try {
      return await task()
    } finally {
      this.#taskMs += LAST_COUNTS * (performance.now() - started - this.#taskMs)
      this.#leave()
    }
  }

  /** How many that wait will have their turn in time. */
  get #room(): number {
    const { running, waiting, waitMs } = this.#limits
    return Math.min(waiting, Math.max(1, Math.floor((running * waitMs) / this.#taskMs || waiting)))
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    const { waitMs } = this.#limits
    if (this.#waiters.size >= this.#room) {
      throw new OverloadedError(`${this.#waiters.size} requests wait already`)
    }
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        if (!this.#waiters.delete(waiter)) return
        clearTimeout(patience)
        signal?.removeEventListener('abort', onAbort)
        done()
      }
      const waiter: Waiter = {
        enter: () => settle(resolve),
        refuse: (reason) => settle(() => reject(reason)),
      }
      const onAbort = () => waiter.refuse(signal?.reason)
      const patience = setTimeout(
        () => waiter.refuse(new OverloadedError(`No turn within ${waitMs} ms`)),
        waitMs,
      )
      this.#waiters.add(waiter)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  /** Hands the place of a task that has ended to the one that has waited longest. */
  #leave(): void {
    const [next] = this.#waiters
    if (next === undefined) this.#running -= 1
    else next.enter()
  }
}
