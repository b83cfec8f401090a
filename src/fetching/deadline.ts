/** A signal that aborts with another one or when its time is over. */
export type Deadline = { signal: AbortSignal; readonly isOver: boolean; [Symbol.dispose](): void }

/** A signal for work that must end with `outer` and within `ms`. Dispose of it when the work is done. */
export function deadline(outer: AbortSignal | undefined, ms: number): Deadline {
  const controller = new AbortController()
  let isOver = false
  const abort = () => controller.abort(outer?.reason)
  const timer = setTimeout(() => {
    isOver = true
    controller.abort(new Error(`not done within ${ms} ms`))
  }, ms)
  if (outer?.aborted === true) abort()
  outer?.addEventListener('abort', abort)
  return {
    signal: controller.signal,
    get isOver() {
      return isOver
    },
    [Symbol.dispose]() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', abort)
    },
  }
}
