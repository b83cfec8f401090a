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

type Waiter = { client: string; since: number; enter: () => void; refuse: (reason: unknown) => void }

/**
 * Load shedding: a few tasks run at a time, and others wait, up to a limit. A task beyond the limit is refused, and overload
 * begins. It lasts until a while after the last refusal, but for a minute at most. During overload only as many tasks wait as
 * will have their turn in time, by recent durations. All others are refused at once, so that those inside stay quick.
 *
 * Places are shared out by client: the next turn is for the client with the fewest running tasks, and a client that has the most places
 * gives one up to a client that has fewer. So one client within its limit of requests does not take the search from all others.
 */
export class Gate {
  readonly #limits: GateLimits
  readonly #rushMs: number
  readonly #waiters = new Set<Waiter>()
  #running = 0
  /** The running tasks of each client. */
  readonly #runningOf = new Map<string, number>()
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
  async run<T>(task: () => Promise<T>, signal?: AbortSignal, client = ''): Promise<T> {
    signal?.throwIfAborted()
    if (this.#running < this.#limits.running) this.#enter(client)
    else await this.#turn(client, signal)
    const started = performance.now()
    try {
      return await task()
    } finally {
      this.#taskMs += LAST_COUNTS * (performance.now() - started - this.#taskMs)
      this.#leave(client)
    }
  }

  #enter(client: string): void {
    this.#running += 1
    this.#runningOf.set(client, this.#runningBy(client) + 1)
  }

  #runningBy(client: string): number {
    return this.#runningOf.get(client) ?? 0
  }

  /** The running and waiting tasks of a client. */
  #placesOf(client: string): number {
    const waiting = [...this.#waiters].filter((waiter) => waiter.client === client).length
    return this.#runningBy(client) + waiting
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

  #turn(client: string, signal: AbortSignal | undefined): Promise<void> {
    const tooMany = this.#hasTooMany
    if (this.#waiters.size >= (tooMany ? this.#roomInTime : this.#limits.waiting)) {
      const refusal = this.#refusal(`${this.#waiters.size} requests wait already`)
      const rival = this.#greediest()
      if (rival === undefined || this.#placesOf(rival.client) <= this.#placesOf(client) + 1) throw refusal
      rival.refuse(refusal)
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
        client,
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

  /** The newest waiting task of the client with the most places. */
  #greediest(): Waiter | undefined {
    const newestFirst = [...this.#waiters].reverse()
    const places = new Map(newestFirst.map(({ client }) => [client, this.#placesOf(client)]))
    const most = Math.max(...places.values())
    return newestFirst.find(({ client }) => places.get(client) === most)
  }

  /** Hands the place of a task that has ended to the client with the fewest running tasks, to its task that has waited longest. */
  #leave(client: string): void {
    this.#running -= 1
    const left = this.#runningBy(client) - 1
    if (left > 0) this.#runningOf.set(client, left)
    else this.#runningOf.delete(client)
    const [next] = [...this.#waiters].sort((a, b) => this.#runningBy(a.client) - this.#runningBy(b.client))
    if (next === undefined) return
    this.#enter(next.client)
    next.enter()
  }
}
