/** A time by which work must be done: its signal aborts then, or with another one. Dispose of it when the work is done. */
export class Deadline {
  readonly #controller = new AbortController()
  readonly #outer: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout
  readonly #stop = () => this.#controller.abort(this.#outer?.reason)
  #isOver = false

  /** For work that must end with `outer` and within `ms`. */
  constructor(outer: AbortSignal | undefined, ms: number) {
    this.#outer = outer
    this.#timer = setTimeout(() => {
      this.#isOver = true
      this.#controller.abort(new Error(`not done within ${ms} ms`))
    }, ms)
    if (outer?.aborted === true) this.#stop()
    outer?.addEventListener('abort', this.#stop)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Whether the time is over, rather than that `outer` aborted. */
  get isOver(): boolean {
    return this.#isOver
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#outer?.removeEventListener('abort', this.#stop)
  }
}
