/** Aborts at the first SIGINT or SIGTERM; a second one ends the process at once. Dispose of it in the end. */
export function listenForStop(): { signal: AbortSignal; dispose: () => void } {
  const stop = new AbortController()
  const listeners = (['SIGINT', 'SIGTERM'] as const).map((name) => ({ name, abort: () => stop.abort(name) }))
  for (const { name, abort } of listeners) process.once(name, abort)
  return {
    signal: stop.signal,
    dispose: () => {
      for (const { name, abort } of listeners) process.removeListener(name, abort)
    },
  }
}
