/** How often it is said that something still goes on. */
const AGAIN_MS = 10_000

/** Says what begins, does it, and says again from time to time that it still goes on, so that nobody waits before a silent terminal. */
export async function whileItLasts<T>(
  what: string,
  work: () => Promise<T>,
  say: (line: string) => void,
): Promise<T> {
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 1000)
  say(`${what} ...`)
  const telling = setInterval(() => say(`  still at it, ${seconds()} s so far`), AGAIN_MS)
  telling.unref()
  try {
    return await work()
  } finally {
    clearInterval(telling)
  }
}
