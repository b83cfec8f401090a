import { isDeepStrictEqual } from 'node:util'
import { type Client, errors as clientErrors, type estypes } from '@elastic/elasticsearch'
import { BackendError, RefusedError } from '../core/errors.ts'
import type { ErrorLog } from '../core/item-errors.ts'
import type { BulkEntry } from './bulk-batches.ts'
import { getMany } from './get-many.ts'
import {
  describeCause,
  describeFault,
  isBlock,
  isPassing,
  isPassingFault,
  type RetryPolicy,
  Tries,
  withRetry,
} from './retry.ts'
import { once, TIMEOUTS } from './timeouts.ts'
import { whyTooLarge } from './too-large.ts'

/** The index that a batch goes to, and the log of its failures. */
type Sending = {
  client: Client
  index: string
  errors: ErrorLog
  signal: AbortSignal
  retry: RetryPolicy
  /** Selects the errors among documents whose id another document in the index has; by default all. */
  taken: (entries: BulkEntry[]) => Promise<BulkEntry[]>
}

/** The reason why a second document with the same id is an error. */
export const REPEATED_ID = 'repeated id: another document of this kind has it'

/** Elasticsearch's answers for the documents of a request: created, a conflict of ids, or refused for the moment. A document refused for good is in the error log. */
type Answer = {
  created: number
  conflicts: BulkEntry[]
  refused: { entry: BulkEntry; reason: string }[]
}

/** Creates the documents of a batch, and retries those that Elasticsearch refuses for the moment. Returns how many of them the index has; all others are in `errors`. */
export async function createBatch(sending: Sending, batch: BulkEntry[]): Promise<number> {
  const tries = new Tries(sending.retry)
  let pending = batch
  let created = 0
  for (;;) {
    const sent = await send(sending, pending, tries)
    if (sent === 'in parts') return created + (await createInParts(sending, pending))
    if (sent === 'refused') return created
    if (sent === 'not now') continue
    const answer = sortAnswers(sending, pending, sent)
    created += answer.created + (await settleConflicts(sending, answer.conflicts, tries.made > 1))
    pending = answer.refused.map(({ entry }) => entry)
    if (pending.length === 0) return created
    if (await tries.again(sending.signal)) continue
    giveUp(sending, answer.refused, batch.length, tries)
    return created
  }
}

/** Sends the documents once. After a passing fault it waits and returns 'not now'. A single document that is too large goes to `errors`: 'refused'. */
async function send(
  { client, index, signal, errors }: Sending,
  entries: BulkEntry[],
  tries: Tries,
): Promise<estypes.BulkResponse | 'not now' | 'in parts' | 'refused'> {
  try {
    return await client.bulk(
      { index, operations: entries.flatMap(({ action, source }) => [action, source]) },
      once(TIMEOUTS.write, signal),
    )
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof clientErrors.ResponseError) {
      const { statusCode = 0, body } = error
      if (refuseTooLarge(errors, entries, statusCode, body?.error)) return 'refused'
      if (statusCode === 413) return 'in parts'
    }
    if (isPassingFault(error) && (await tries.again(signal))) return 'not now'
    throw new BackendError(
      `${entries.length} documents could not be sent to ${index}, ${tries}: ${describeFault(error)}`,
      { cause: error },
    )
  }
}

/** Sends the documents in halves, because something on the way accepts only smaller requests. */
async function createInParts(sending: Sending, entries: BulkEntry[]): Promise<number> {
  const middle = Math.ceil(entries.length / 2)
  const first = await createBatch(sending, entries.slice(0, middle))
  return first + (await createBatch(sending, entries.slice(middle)))
}

/** Notes that a document was refused for good. Throws a RefusedError if the index takes no documents at all. */
function addError(
  errors: ErrorLog,
  { place, id }: BulkEntry,
  { index, cause }: { index: string; cause: estypes.ErrorCause | undefined },
): void {
  const reason = describeCause(cause)
  if (isBlock(cause)) throw new RefusedError(`${place}: could not be sent to ${index}: ${reason}`)
  errors.add({ place, id, reason })
}

function missingAnswer(index: string, count: number): never {
  throw new BackendError(`${index}: expected an answer for each of ${count} documents, got fewer`)
}

/** Whether a document that was sent alone is too large, whenever it is sent; then it goes to `errors`. */
function refuseTooLarge(errors: ErrorLog, entries: BulkEntry[], status: number, cause: unknown): boolean {
  const [only] = entries
  if (only === undefined || entries.length > 1) return false
  const reason = whyTooLarge(status, cause, only.bytes)
  if (reason !== undefined) errors.add({ place: only.place, id: only.id, reason })
  return reason !== undefined
}

function sortAnswers({ errors, index }: Sending, entries: BulkEntry[], sent: estypes.BulkResponse): Answer {
  const answer: Answer = { created: 0, conflicts: [], refused: [] }
  for (const [i, entry] of entries.entries()) {
    const item = sent.items[i]?.create ?? missingAnswer(index, entries.length)
    const reason = describeCause(item.error)
    if (item.status === 200 || item.status === 201) answer.created += 1
    else if (item.status === 409) answer.conflicts.push(entry)
    else if (refuseTooLarge(errors, entries, item.status, item.error)) continue
    else if (isPassing(item.status, item.error))
      answer.refused.push({ entry, reason: `with status ${item.status}, got ${reason}` })
    else addError(errors, entry, { index, cause: item.error })
  }
  return answer
}

/**
 * The number of documents with a taken id that are in the index all the same. If a request was sent again, its first
 * sending may have written this very document. Otherwise the id is repeated.
 */
async function settleConflicts(sending: Sending, entries: BulkEntry[], sentBefore: boolean): Promise<number> {
  const stored = sentBefore ? await fetchSources(sending, entries) : new Map<string, unknown>()
  const others: BulkEntry[] = []
  for (const entry of entries) {
    const { id, source } = entry
    if (!stored.has(id) || !isDeepStrictEqual(stored.get(id), JSON.parse(source))) others.push(entry)
    stored.delete(id)
  }
  const repeated = others.length === 0 ? [] : await sending.taken(others)
  for (const { id, place } of repeated) sending.errors.add({ place, id, reason: REPEATED_ID })
  return entries.length - others.length
}

async function fetchSources(sending: Sending, entries: BulkEntry[]): Promise<Map<string, unknown>> {
  const { client, index, signal, retry } = sending
  const ids = entries.map(({ id }) => id)
  const found = await withRetry(
    `Documents of ${index} could not be read back`,
    () => getMany<unknown>(client, { index, ids }, { signal, timeoutMs: TIMEOUTS.write }),
    { policy: retry, signal },
  )
  return new Map([...found].map(([id, { _source }]) => [id, _source]))
}

/** Records refused documents as errors. Throws if a whole batch was refused: Elasticsearch is out of order, and the next batches would fail too. */
function giveUp(
  { errors, index }: Sending,
  refused: Answer['refused'],
  batchSize: number,
  tries: Tries,
): void {
  const [first] = refused
  if (first !== undefined && refused.length === batchSize) {
    throw new BackendError(`${index}: all ${batchSize} documents were refused ${first.reason} ${tries}`)
  }
  for (const { entry, reason } of refused) {
    errors.add({ place: entry.place, id: entry.id, reason: `refused ${reason} ${tries}` })
  }
}
