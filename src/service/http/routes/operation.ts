import type { z } from 'zod'
import type { SchemaName } from '../openapi/schemas.ts'

/** An answer that an operation has for a status; without a schema it has no body. */
export type Response = { description: string; schemas?: SchemaName[]; headers?: Record<string, string> }

/** What the API's description says of a route. */
export type Operation = {
  id: string
  tag: 'Reading' | 'Writing' | 'Webhooks' | 'Service'
  summary: string
  description?: string
  parameters?: z.ZodObject
  /** Whether a part of it needs a key that the rest does not. */
  keyForPart?: true
  body?: { type: string; schema?: SchemaName; description: string }
  responses: Record<number, Response>
}

/** What every operation says of a status if it says nothing else. */
export const COMMON = {
  304: { description: 'The answer is still what the client has (If-None-Match).' },
  400: error('The request is wrong; all that is wrong with its parameters is named.'),
  401: error('A key is needed, and there is none or it is not valid.', {
    'WWW-Authenticate': 'Bearer realm="blog-search"',
  }),
  403: error('The key does not allow it, or it is switched off.'),
  404: error('There is no such post.'),
  413: error('The body is too large.'),
  415: error('The body is of another type.'),
  429: error('The client has sent more requests than it may in a minute.', {
    'Retry-After': 'Seconds after which to try again.',
    RateLimit: 'The limit, what is left of it, and in how many seconds it begins anew.',
  }),
  503: error('Elasticsearch is away, or too much is asked at once. Try again later.', {
    'Retry-After': 'Seconds after which to try again.',
  }),
} satisfies Record<number, Response>

/** Some of the common statuses, and that of too many requests. */
export function common(...statuses: (keyof typeof COMMON)[]): Record<number, Response> {
  return Object.fromEntries([...statuses, 429 as const].map((status) => [status, COMMON[status]]))
}

/** A success with a body. */
export function success(description: string, schema: SchemaName, headers?: Record<string, string>): Response {
  return { description, schemas: [schema], ...(headers !== undefined && { headers }) }
}

function error(description: string, headers?: Record<string, string>): Response {
  return success(description, 'ErrorAnswer', headers)
}
