import type { z } from 'zod'
import type { SchemaName } from '../openapi/schemas.ts'

/** The answer of an operation for a status. Without a schema it has no body. */
export type Response = { description: string; schemas?: SchemaName[]; headers?: Record<string, string> }

/** A route in the API's description. */
export type Operation = {
  id: string
  tag: 'Reading' | 'Writing' | 'Webhooks' | 'Insights' | 'Service'
  summary: string
  description?: string
  parameters?: z.ZodObject
  /** Whether only a part of the operation needs a key. */
  keyForPart?: true
  /** Whether the operation checks by itself that it has a key. */
  needsKey?: true
  body?: { type: string; schema?: SchemaName; description: string }
  responses: Record<number, Response>
}

/** The usual answer for each status. An operation may have another. */
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

/** The usual answers for some statuses, and for too many requests. */
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
