import { type DestinationStream, type Logger, pino } from 'pino'

/** Characters of what Elasticsearch said that a log line repeats. */
const MAX_REASON = 500

/** Bytes of lines that wait to be written while nobody takes them; more are dropped. */
const MAX_WAITING_BYTES = 1024 * 1024

/** A logger of JSON lines to standard output, or to `destination`. Errors go under `err`. */
export function createLogger(level: string, destination: DestinationStream = standardOutput()): Logger {
  return pino({ level, base: {}, serializers: { err: describeError } }, destination)
}

/** Standard output, which may be a file on a full disk or a pipe that nobody reads: then lines are lost, and nothing else. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: 1, sync: true, maxLength: MAX_WAITING_BYTES })
  output.on('error', () => undefined)
  return output
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
