import { BackendError, OverloadedError, RefusedError } from '../../core/errors.ts'
import type { ErrorAnswer } from './answer-schemas.ts'

/** An error answer, as JSON or as a page. */
export type HttpError = {
  status: number
  errors: ErrorAnswer['errors']
  headers?: Record<string, string>
}

/** Seconds after which a client may ask again while Elasticsearch is away. */
const RETRY_AFTER_SECONDS = 5
/** The same while there are too many requests: a moment later there may be fewer. */
const OVERLOADED_SECONDS = 1

/** The answer to an exception. Its sentences are fixed, since messages of exceptions are for the log only. */
export function toHttpError(error: unknown, requestId: string): HttpError {
  if (error instanceof OverloadedError) return overloaded()
  if (error instanceof RefusedError) return refused()
  if (error instanceof BackendError) {
    return {
      status: 503,
      headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
      errors: [
        {
          code: 'unavailable',
          message: 'The search is not available right now. Please try again in a moment.',
        },
      ],
    }
  }
  if (error instanceof URIError) return malformedAddress()
  const message = `Something went wrong here. If you report it, please give the request id ${requestId}.`
  return { status: 500, errors: [{ code: 'internal', message }] }
}

/** Nobody is asked to come back: whatever Elasticsearch refuses, it refuses until somebody mends it. */
function refused(): HttpError {
  const message =
    'The search does not work, and trying again does not help. Whoever runs it finds the reason in its log and at /readyz.'
  return { status: 500, errors: [{ code: 'refused', message }] }
}

function overloaded(): HttpError {
  const message = 'Too many people search at this moment. Please try again in a second.'
  return {
    status: 503,
    headers: { 'Retry-After': String(OVERLOADED_SECONDS) },
    errors: [{ code: 'overloaded', message }],
  }
}

/** The answer to a client that asks more often than it may. */
export function tooManyRequests(limit: number, seconds: number): HttpError {
  const message = `Expected at most ${limit} of these requests a minute, got more. Please try again in ${seconds} s.`
  return {
    status: 429,
    headers: { 'Retry-After': String(seconds) },
    errors: [{ code: 'too_many_requests', message }],
  }
}

/** The answer to a path that does not exist. */
export function notFound(): HttpError {
  return { status: 404, errors: [{ code: 'not_found', message: 'There is nothing at this address.' }] }
}

/** The answer to an address with broken percent-encoding: a `%` without two hexadecimal digits, or bytes that are not UTF-8. */
export function malformedAddress(): HttpError {
  return {
    status: 400,
    errors: [{ code: 'invalid', message: 'The address is not properly percent-encoded.' }],
  }
}

/** The answer to a method that an address does not allow. */
export function methodNotAllowed(method: string, allowed: string): HttpError {
  return {
    status: 405,
    headers: { Allow: allowed },
    errors: [
      { code: 'method_not_allowed', message: `${method} is not possible here; expected one of ${allowed}.` },
    ],
  }
}

/** The answer to an invalid request; `field` is the parameter or the field that is wrong. */
export function invalid(message: string, field?: string): HttpError {
  return { status: 400, errors: [{ code: 'invalid', message, ...(field !== undefined && { field }) }] }
}

/** The answer to a request without a valid key. */
export function unauthorized(): HttpError {
  return {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="blog-search"' },
    errors: [{ code: 'unauthorized', message: 'Expected a valid key: Authorization: Bearer <key>.' }],
  }
}

/** The answer to a webhook whose signature is missing, wrong or of another time. */
export function notSigned(message: string): HttpError {
  return { status: 401, errors: [{ code: 'unauthorized', message }] }
}

/** The answer to a request that its key does not allow. */
export function forbidden(message: string): HttpError {
  return { status: 403, errors: [{ code: 'forbidden', message }] }
}

/** The answer to a body that is too large. */
export function tooLarge(maxBytes: number): HttpError {
  return {
    status: 413,
    errors: [{ code: 'too_large', message: `Body: expected at most ${maxBytes} bytes, got more.` }],
  }
}

/** The answer to a body of a wrong content type. */
export function unsupportedType(types: readonly string[], given: string | undefined): HttpError {
  const message = `Content-Type: expected ${types.join(' or ')}, got ${given ?? 'none'}.`
  return { status: 415, errors: [{ code: 'unsupported_media_type', message }] }
}
