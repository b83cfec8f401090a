/** Runs calls of one kind. With `latestOnly`, each call aborts the one before. */
export class Latest {
  readonly #latestOnly: boolean
  #current: AbortController | undefined

  constructor(latestOnly: boolean) {
    this.#latestOnly = latestOnly
  }

  /** The result of a call. The call is aborted when `signal` aborts or, with `latestOnly`, the next call comes. */
  async run<Result>(
    signal: AbortSignal | undefined,
    call: (signal: AbortSignal | undefined) => Promise<Result>,
  ): Promise<Result> {
    if (!this.#latestOnly) return call(signal)
    this.#current?.abort()
    const own = new AbortController()
    this.#current = own
    const end = () => own.abort()
    if (signal?.aborted) end()
    signal?.addEventListener('abort', end)
    try {
      return await call(own.signal)
    } finally {
      signal?.removeEventListener('abort', end)
      if (this.#current === own) this.#current = undefined
    }
  }
}
