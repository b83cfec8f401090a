import { RequestError } from './errors.ts'
import { queryOf, type Value } from './query.ts'
import { MAX_ATTEMPTS, mayPass, sleep, waitBefore } from './retry.ts'

/** Options of every call. */
export type CallOptions = { signal?: AbortSignal | undefined }

/** A call of an address under `/api/v1/`. */
type Call = {
  method?: string
  params?: Readonly<Record<string, Value>>
  signal?: AbortSignal | undefined
  body?: string
  type?: string
  /** Whether the call may be repeated: twice has the same effect as once. */
  repeatable?: boolean
  /** Whether an error status with a `result` in its body is an answer, not an error. */
  acceptsResult?: boolean
}
type Attempt = { response: Response; text: string } | { cause: unknown }

const DEFAULT_TIMEOUT_MS = 10_000

/** A function that calls the service. It waits and retries where that is safe and the time allows it. */
export function createCaller(options: {
  baseUrl: string
  fetch?: typeof fetch
  timeout?: number
  key?: string
}) {
  const { key, timeout = DEFAULT_TIMEOUT_MS } = options
  const base = `${options.baseUrl.replace(/\/+$/, '')}/api/v1/`
  const send = options.fetch ?? ((input, init) => fetch(input, init))

  return async <Answer>(path: string, call: Call): Promise<Answer> => {
    const url = base + path + queryOf(call.params ?? {})
    const ending = endingOf(call.signal, timeout)
    try {
      const init = initOf(call, key, ending.signal)
      return answerOf(await lastAttempt(() => send(url, init), call, ending), call, url)
    } catch (error) {
      if (!ending.timedOut()) throw error
      throw new RequestError(`${url}: expected an answer within ${timeout} ms, got none`, { cause: error })
    }
  }
}

/** Repeats attempts until a retry would not help or would be too late. Returns the last result. */
async function lastAttempt(send: () => Promise<Response>, call: Call, ending: Ending): Promise<Attempt> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await attemptOf(send)
    ending.signal.throwIfAborted()
    const wait = waitIfWorthwhile(result, call, attempt)
    if (wait === undefined || Date.now() + wait >= ending.deadline) return result
    await sleep(wait, ending.signal)
  }
}

type Ending = ReturnType<typeof endingOf>

/** A signal that aborts with the caller's signal, or when the time is over. */
function endingOf(signal: AbortSignal | undefined, timeout: number) {
  const late = AbortSignal.timeout(timeout)
  const either = signal === undefined ? late : AbortSignal.any([signal, late])
  return {
    signal: either,
    deadline: Date.now() + timeout,
    timedOut: () => late.aborted && either.reason === late.reason,
  }
}

function initOf({ method = 'GET', body, type }: Call, key: string | undefined, signal: AbortSignal) {
  const headers = {
    ...(key !== undefined && { Authorization: `Bearer ${key}` }),
    ...(type !== undefined && { 'Content-Type': type }),
  }
  return { method, headers, signal, ...(body !== undefined && { body }) }
}

async function attemptOf(send: () => Promise<Response>): Promise<Attempt> {
  try {
    const response = await send()
    return { response, text: await response.text() }
  } catch (cause) {
    return { cause }
  }
}

/** Milliseconds to wait before a retry; undefined if the result is final. */
function waitIfWorthwhile(
  result: Attempt,
  { method = 'GET', repeatable }: Call,
  attempt: number,
): number | undefined {
  if (attempt >= MAX_ATTEMPTS || !(repeatable ?? method === 'GET')) return undefined
  if ('cause' in result) return waitBefore(attempt, null)
  const { status, headers } = result.response
  if (!mayPass(status)) return undefined
  return waitBefore(attempt, headers.get('retry-after'))
}

function answerOf<Answer>(result: Attempt, { acceptsResult }: Call, url: string): Answer {
  if ('cause' in result) {
    throw new RequestError(`${url}: expected an answer, got none`, { cause: result.cause })
  }
  const { text, response } = result
  const { status, ok } = response
  const body = parse(text)
  if (body !== undefined && (ok || (acceptsResult && 'result' in body))) return body as Answer
  const errors = Array.isArray(body?.errors) ? body.errors : []
  const said = errors.map(({ message }) => message).join(' ') || text.slice(0, 100)
  throw new RequestError(`${url}: expected an answer, got status ${status}: ${said}`, { status, errors })
}

function parse(text: string) {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
      ? (value as { result?: unknown; errors?: RequestError['errors'] })
      : undefined
  } catch {
    return undefined
  }
}
