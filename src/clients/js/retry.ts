/** Attempts of a call, the first included. */
export const MAX_ATTEMPTS = 3
/** Statuses that may pass: too many requests, and a service or proxy that cannot reach its backend. */
const PASSING = [429, 502, 503, 504]
const BASE_MS = 300

/** Whether a failure with this status may pass soon. */
export function mayPass(status: number): boolean {
  return PASSING.includes(status)
}

/** Milliseconds until the next attempt: at least what the service asked for, and longer with each attempt. A random part keeps clients from coming all at once. */
export function waitBefore(attempt: number, retryAfter: string | null): number {
  const backoff = BASE_MS * 2 ** (attempt - 1)
  const asked = retryAfterMs(retryAfter)
  return asked + backoff * (asked > 0 ? Math.random() : 0.5 + Math.random() / 2)
}

/** `Retry-After` in milliseconds: seconds, or a date. */
function retryAfterMs(header: string | null): number {
  if (header === null) return 0
  if (/^\d+$/.test(header)) return Number(header) * 1000
  return Math.max(0, (Date.parse(header) || 0) - Date.now())
}

/** Resolves after some time; rejects as soon as the signal aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end)
      resolve()
    }, ms)
    signal.addEventListener('abort', end, { once: true })
  })
}
