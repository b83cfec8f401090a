/**
 * Tasks under way. Callers who want the same at the same time wait for one shared task. A task is told to stop when
 * all its callers have gone away.
 */
export class InFlight<V> {
  readonly #tasks = new Map<string, { result: Promise<V>; stop: AbortController; waiting: number }>()

  /** The result of the task under way for a key; if there is none, `task` is started. Rejects with the reason of `signal` when the signal aborts. */
  share(key: string, task: (signal: AbortSignal) => Promise<V>, signal: AbortSignal): Promise<V> {
    const entry = this.#tasks.get(key) ?? this.#start(key, task)
    entry.waiting += 1
    return new Promise((resolve, reject) => {
      const leave = () => {
        entry.waiting -= 1
        if (entry.waiting === 0) entry.stop.abort(signal.reason)
        reject(signal.reason)
      }
      if (signal.aborted) {
        leave()
        return
      }
      signal.addEventListener('abort', leave, { once: true })
      entry.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }

  /** Whether a task for a key is under way. */
  has(key: string): boolean {
    return this.#tasks.has(key)
  }

  #start(key: string, task: (signal: AbortSignal) => Promise<V>) {
    const stop = new AbortController()
    const forget = () => {
      if (this.#tasks.get(key) === entry) this.#tasks.delete(key)
    }
    // No caller may join a task that is being stopped.
    stop.signal.addEventListener('abort', forget, { once: true })
    const entry = { result: task(stop.signal).finally(forget), stop, waiting: 0 }
    this.#tasks.set(key, entry)
    return entry
  }
}
