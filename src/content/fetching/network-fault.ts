import { FetchError } from './fetch-error.ts'

/** Faults of the network, or of the server's connection, that may be gone a little later. */
const PASSING: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
  'Z_BUF_ERROR',
])

/** The error for a request without an answer: no such name, no connection, an untrusted certificate, a body that is cut off. */
export function describeFault(url: URL, cause: unknown): FetchError {
  const code = codeOf(cause)
  const message = cause instanceof Error && cause.message !== '' ? cause.message : (code ?? String(cause))
  const given = message.split('\n')[0]?.slice(0, 200) ?? ''
  return new FetchError({ url, expected: 'an answer', given, passing: PASSING.has(code), cause })
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
