import { OverloadedError } from '../../core/errors.ts'

type GateLimits = {
  /** Tasks that run at the same time. */
  running: number
  /** Tasks that may wait for their turn. */
  waiting: number
  /** The longest wait of a task during overload. */
  waitMs: number
}

/** The weight of the last task in the moving average of durations. */
const LAST_COUNTS = 0.1
/** Overload lasts until this long after the last refusal. */
const CALM_MS = 1_000
/** After this long, overload ends and must be found anew: a few clients that retry at once when refused would otherwise be refused for ever. */
const RUSH_MS = 60_000
/** The longest wait of a task without overload: much longer than a burst takes whose tasks all find room. */
const RUSH_WAIT_MS = 2_000
/** A refusal must come quickly: a task that has waited longer than this keeps its place. */
const QUICK_MS = 40

type Waiter = { since: number; enter: () => void; refuse: (reason: unknown) => void }

/**
 * Load shedding: a few tasks run at a time, and others wait, up to a limit. A task beyond the limit is refused, and overload
 * begins. It lasts until a while after the last refusal, but for a minute at most. During overload only as many tasks wait as
 * will have their turn in time, by recent durations. All others are refused at once, so that those inside stay quick.
 */
export class Gate {
  readonly #limits: GateLimits
  readonly #rushMs: number
  readonly #waiters = new Set<Waiter>()
  #running = 0
  /** The average duration of recent tasks, in milliseconds. */
  #taskMs = 0
  /** The times of the last refusal, and of the first refusal of this overload. */
  #refusedAt = Number.NEGATIVE_INFINITY
  #rushSince = Number.NEGATIVE_INFINITY

  constructor(limits: GateLimits, rushMs = RUSH_MS) {
    this.#limits = limits
    this.#rushMs = rushMs
  }

  /** How many tasks run and wait now. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#waiters.size }
  }

  /** The result of the task. Throws an OverloadedError if the task gets no turn in time, and the reason of `signal` if the signal aborts before its turn. */
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

  get #hasTooMany(): boolean {
    const now = performance.now()
    return now - this.#refusedAt < CALM_MS && now - this.#rushSince < this.#rushMs
  }

  /** How many waiting tasks will have their turn in time. */
  get #roomInTime(): number {
    const { running, waiting, waitMs } = this.#limits
    return Math.min(waiting, Math.max(1, Math.floor((running * waitMs) / this.#taskMs || waiting)))
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    const tooMany = this.#hasTooMany
    if (this.#waiters.size >= (tooMany ? this.#roomInTime : this.#limits.waiting)) {
      throw this.#refusal(`${this.#waiters.size} requests wait already`)
    }
    const waitMs = tooMany ? this.#limits.waitMs : Math.max(this.#limits.waitMs, RUSH_WAIT_MS)
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        if (!this.#waiters.delete(waiter)) return
        clearTimeout(patience)
        signal?.removeEventListener('abort', onAbort)
        done()
      }
      const waiter: Waiter = {
        since: performance.now(),
        enter: () => settle(resolve),
        refuse: (reason) => settle(() => reject(reason)),
      }
      const onAbort = () => waiter.refuse(signal?.reason)
      const patience = setTimeout(() => {
        const message = `No turn within ${waitMs} ms`
        // Without overload, Elasticsearch itself is slow, as in a long garbage collection. That says nothing about the number of requests.
        waiter.refuse(tooMany ? this.#refusal(message) : new OverloadedError(message))
      }, waitMs)
      this.#waiters.add(waiter)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  /** Makes a refusal. The first one of an overload also refuses tasks that came just now and will have no turn in time. */
  #refusal(message: string): OverloadedError {
    const now = performance.now()
    const refusal = new OverloadedError(message)
    if (!this.#hasTooMany) {
      const late = [...this.#waiters].slice(this.#roomInTime)
      for (const { since, refuse } of late) if (now - since < QUICK_MS) refuse(refusal)
      this.#rushSince = now
    }
    this.#refusedAt = now
    return refusal
  }

  /** Hands the place of a task that has ended to the one that has waited longest. */
  #leave(): void {
    const [next] = this.#waiters
    if (next === undefined) this.#running -= 1
    else next.enter()
  }
}
