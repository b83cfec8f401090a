/** A time limit for some work. Its signal aborts when the time is over, or when an outer signal aborts. Dispose of it when the work is done. */
export class Deadline {
  readonly #controller = new AbortController()
  readonly #outer: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout
  readonly #stop = () => this.#controller.abort(this.#outer?.reason)
  #isOver = false

  /** The work must end within `ms`, and when `outer` aborts. */
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

  /** Whether the time ran out, as opposed to an abort of `outer`. */
  get isOver(): boolean {
    return this.#isOver
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#outer?.removeEventListener('abort', this.#stop)
  }
}
