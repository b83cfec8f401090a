import { OverloadedError } from '../../core/errors.ts'

export type GateLimits = {
  /** Tasks at the same time. */
  running: number
  /** Tasks that may wait for their turn. */
  waiting: number
  /** How long one waits at most while there are too many. */
  waitMs: number
}

/** Of the time that tasks take, what the last one counts. */
const LAST_COUNTS = 0.1
/** Until so long after the last refusal there are too many. */
const CALM_MS = 1_000
/** After so long it is seen anew whether there are too many: a few that ask again at once when they are refused would otherwise be refused for ever. */
const RUSH_MS = 60_000
/** How long one waits at most in a rush: much longer than a rush that fits in takes. */
const RUSH_WAIT_MS = 2_000
/** A refusal must come quickly: who has waited longer than this has its turn. */
const QUICK_MS = 40

type Waiter = { since: number; enter: () => void; refuse: (reason: unknown) => void }

/**
 * Lets a few tasks run at a time, and others wait: in a rush as many as may. Once there are more, until a while after the last
 * refusal but for a minute at most, only as many as will have their turn in time, by what tasks took lately; all others are
 * refused at once, so that those inside stay quick.
 */
export class Gate {
  readonly #limits: GateLimits
  readonly #rushMs: number
  readonly #waiters = new Set<Waiter>()
  #running = 0
  /** What a task takes, in milliseconds. */
  #taskMs = 0
  /** When the last one was refused, and the first one of this rush. */
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

  get #hasTooMany(): boolean {
    const now = performance.now()
    return now - this.#refusedAt < CALM_MS && now - this.#rushSince < this.#rushMs
  }

  /** How many that wait will have their turn in time. */
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
        // In a rush that fits in, it is Elasticsearch that is slow, as in a long garbage collection: that says nothing of how many come.
        waiter.refuse(tooMany ? this.#refusal(message) : new OverloadedError(message))
      }, waitMs)
      this.#waiters.add(waiter)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  /** With the first refusal of a rush, those who came just now and will have no turn in time are refused too. */
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
