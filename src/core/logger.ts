import { errors } from '@elastic/elasticsearch'
import { type DestinationStream, type Logger, pino } from 'pino'
import { z } from 'zod'
import { withoutCredentials } from './redact.ts'

/** Characters of a reason or message that a log line repeats. */
const MAX_REASON = 500
const MAX_FRAMES = 15

/** Bytes of log lines that wait while nobody reads them; further lines are dropped. */
const MAX_WAITING_BYTES = 1024 * 1024

/** Types of errors whose reason describes only the state of Elasticsearch. The reason of any other error may repeat a query or a document. */
const TELLING = [
  'all_shards_failed',
  'circuit_breaking_exception',
  'cluster_block_exception',
  'es_rejected_execution_exception',
  'index_closed_exception',
  'index_not_found_exception',
  'master_not_discovered_exception',
  'no_shard_available_action_exception',
  'search_phase_execution_exception',
  'security_exception',
  'unavailable_shards_exception',
]

/** Characters that a terminal or a reader of lines may take for more than text, except those that JSON escapes anyway. */
const CONTROLS = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/**
 * A logger of JSON lines to standard output, or to `destination`. Errors go under `err`. With `queries`, lines may repeat
 * the query of a search, as errors of Elasticsearch do.
 */
export function createLogger(
  level: string,
  destination: DestinationStream = standardOutput(),
  { queries = false }: { queries?: boolean } = {},
): Logger {
  const options = {
    level,
    base: {},
    serializers: { err: (error: unknown) => describeError(error, queries) },
    hooks: { streamWrite: (line: string) => escapeControls(withoutCredentials(line)) },
  }
  return pino(options, destination)
}

/** Standard output. If it is a file on a full disk or a pipe that nobody reads, only log lines are lost. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: 1, sync: true, maxLength: MAX_WAITING_BYTES })
  output.on('error', () => undefined)
  return output
}

/** An error as a log line shows it: type, message, stack and causes. Other fields are left out, since they could hold queries and passwords. */
function describeError(error: unknown, queries = false): Record<string, unknown> {
  if (error instanceof errors.ResponseError) {
    const { statusCode, body } = error
    return { type: error.name, status: statusCode, ...describeReason(body?.error, queries) }
  }
  if (!(error instanceof Error)) return describeReason(error, queries)
  return {
    type: error.name,
    message: error.message.slice(0, MAX_REASON),
    stack: framesOf(error),
    ...(error.cause !== undefined && { cause: describeError(error.cause, queries) }),
  }
}

/** The stack without the message before it. */
function framesOf({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return frames.slice(0, MAX_FRAMES).join('\n')
}

/** An error as Elasticsearch reports it: `{ type, reason }`. */
function describeReason(reason: unknown, queries: boolean): Record<string, unknown> {
  if (typeof reason !== 'object' || reason === null) {
    return queries ? { message: String(reason).slice(0, MAX_REASON) } : {}
  }
  const type = 'type' in reason ? String(reason.type) : ''
  const whole = queries || TELLING.includes(type)
  const entries = Object.entries(reason)
    .filter(([name]) => ['type', 'failed', 'reason'].includes(name))
    .map(([name, value]) => [name, name === 'reason' && !whole ? beforeValues(String(value)) : String(value)])
  const root = rootOf(reason)
  return {
    ...Object.fromEntries(entries.map(([name, value]) => [name, value?.slice(0, MAX_REASON)])),
    ...(root !== undefined && root.type !== type && { rootCause: describeReason(root, queries) }),
  }
}

/** A reason up to the first value in it. Elasticsearch puts the values of a request into brackets or quotes. */
function beforeValues(reason: string): string {
  return reason.split(/[[{("'“‘`<]/, 1)[0]?.trim() ?? ''
}

const RootCause = z.object({
  root_cause: z.tuple([z.object({ type: z.string(), reason: z.string() })]).rest(z.unknown()),
})

/** The root cause of an error that itself only says "all shards failed". */
function rootOf(reason: object): { type: string; reason: string } | undefined {
  return RootCause.safeParse(reason).data?.root_cause[0]
}

/** Writes control characters as escapes. They only occur in JSON strings, where escapes are allowed. */
function escapeControls(line: string): string {
  return line.replace(CONTROLS, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
