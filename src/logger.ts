import { type DestinationStream, type Logger, pino } from 'pino'

/** Characters of what Elasticsearch said that a log line repeats. */
const MAX_REASON = 500

/** A logger of JSON lines to standard output, or to `destination`. Errors go under `err`. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: {}, serializers: { err: describeError } }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/** What a log line says of an error: its kind, message, stack and causes, but no further fields, which could hold queries and passwords. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return describeReason(error)
  return {
    type: error.name,
    message: error.message.slice(0, MAX_REASON),
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}

/** An error as Elasticsearch reports it: `{ type, reason }`. */
function describeReason(reason: unknown): Record<string, unknown> {
  if (typeof reason !== 'object' || reason === null) return { message: String(reason).slice(0, MAX_REASON) }
  const entries = Object.entries(reason).filter(([name]) => ['type', 'reason', 'failed'].includes(name))
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value).slice(0, MAX_REASON)]))
}
