import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, errors, type estypes } from '@elastic/elasticsearch'
import { RefusedError } from '../../core/errors.ts'
import { batched, DEFAULT_LIMITS } from '../../elastic/bulk-batches.ts'
import { DEFAULT_RETRY, describeCause, failureOf, isPassing, Tries } from '../../elastic/retry.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'
import { whyTooLarge } from '../../elastic/too-large.ts'
import type { Stored } from './stored.ts'

/** A change of one document. `after` is its new source, or undefined to delete it. A change is made only if the index still has `before` (optimistic concurrency). */
export type Change = { id: string; before: Stored<unknown> | undefined; after: object | undefined }

export type Refresh = boolean | 'wait_for'

/** Changes in one request, which has half a megabyte like those of a reindex. A document that is larger is alone in its request. */
const LIMITS = { batchBytes: DEFAULT_LIMITS.batchBytes, batchDocuments: 500 }
const WAIT_MS = 50

/** Called with the id of a document that is too large for Elasticsearch, and the reason. */
type OnTooLarge = (id: string, reason: string) => void

/**
 * Makes changes in an index, and returns the ids of conflicts: documents that somebody else changed first, and that must be
 * read again. Changes that Elasticsearch refuses for the moment are sent again. A document that is too large is told to
 * `onTooLarge`, and the others are written. Throws a BackendError if Elasticsearch goes on refusing, and without `onTooLarge`
 * also for a document that is too large.
 */
export async function makeChanges(
  client: Client,
  index: string,
  changes: readonly Change[],
  refresh: Refresh,
  onTooLarge?: OnTooLarge,
): Promise<Set<string>> {
  const conflicts = new Set<string>()
  for await (const some of batched(linesOf(changes), LIMITS)) {
    for (const id of await makeSome({ client, index, refresh, onTooLarge }, some)) conflicts.add(id)
  }
  if (conflicts.size > 0) await sleep(WAIT_MS * Math.random())
  return conflicts
}

type Target = { client: Client; index: string; refresh: Refresh; onTooLarge: OnTooLarge | undefined }
/** A change as the lines of a bulk request. */
type Lines = { id: string; lines: string[]; bytes: number }
type Answer = { change: Lines; item: Pick<estypes.BulkResponseItem, 'status' | 'error'> | undefined }

/** Changes become lines one by one, so that only those of one batch are in memory. */
function* linesOf(changes: readonly Change[]): Generator<Lines> {
  for (const change of changes) yield toLines(change)
}

async function makeSome(target: Target, changes: readonly Lines[]): Promise<string[]> {
  const conflicts: string[] = []
  const tries = new Tries(DEFAULT_RETRY)
  let pending = changes
  while (pending.length > 0) {
    const answers = await send(target, pending)
    conflicts.push(...answers.filter(({ item }) => item?.status === 409).map(({ change }) => change.id))
    const refused = answers.filter((answer) => isRefused(answer) && !isTooLarge(target, answers, answer))
    const worst = refused.find((answer) => !mayPass(answer)) ?? refused[0]
    if (worst !== undefined && !(mayPass(worst) && (await tries.again(undefined)))) {
      const { change, item } = worst
      const Failure = failureOf(item?.status ?? 0, item?.error)
      const what = `status ${item?.status}, ${describeCause(item?.error)}`
      throw new Failure(`${target.index}: ${change.id}: ${what}, ${tries}${remedyFor(item?.error)}`)
    }
    pending = refused.map(({ change }) => change)
  }
  return conflicts
}

/** What to do about an index of an older version of the program, which lacks a field. */
function remedyFor(error: Partial<estypes.ErrorCause> = {}): string {
  if (error.type !== 'strict_dynamic_mapping_exception') return ''
  return '; the index is of another version of this program: run `blog-search reindex`'
}

async function send({ client, index, refresh }: Target, changes: readonly Lines[]): Promise<Answer[]> {
  const operations = changes.flatMap(({ lines }) => lines)
  try {
    const { items } = await client.bulk({ index, refresh, operations }, within(TIMEOUTS.write))
    return changes.map((change, i) => ({ change, item: Object.values(items[i] ?? {})[0] }))
  } catch (error) {
    const [change] = changes
    if (!(error instanceof errors.ResponseError) || change === undefined || changes.length > 1) throw error
    const { statusCode: status = 0, body } = error
    if (whyTooLarge(status, body?.error, change.bytes) === undefined) throw error
    return [{ change, item: { status, error: body?.error } }]
  }
}

function toLines(change: Change): Lines {
  const lines = toOperation(change).map((line) => JSON.stringify(line))
  return { id: change.id, lines, bytes: Buffer.byteLength(lines.join('\n')) }
}

function toOperation({ id, before, after }: Change): object[] {
  const asRead = before && { if_seq_no: before.seqNo, if_primary_term: before.primaryTerm }
  if (after === undefined) return [{ delete: { _id: id, ...asRead } }]
  return [before === undefined ? { create: { _id: id } } : { index: { _id: id, ...asRead } }, after]
}

/** Whether a change was refused: it is neither done, nor a conflict (409), nor of a document that is gone already (404). */
function isRefused({ item }: Answer): boolean {
  const status = item?.status ?? 0
  if (status === 409 || status === 404) return false
  return item?.error !== undefined || status >= 400
}

/** Whether a change was refused because its document is too large; then this is told. */
function isTooLarge(
  { index, onTooLarge }: Target,
  answers: readonly Answer[],
  { change, item }: Answer,
): boolean {
  const isAlone = answers.length === 1
  const reason = isAlone ? whyTooLarge(item?.status ?? 0, item?.error, change.bytes) : undefined
  if (reason === undefined) return false
  if (onTooLarge === undefined) throw new RefusedError(`${index}: ${change.id}: ${reason}`)
  onTooLarge(change.id, reason)
  return true
}

function mayPass({ item }: Answer): boolean {
  return isPassing(item?.status ?? 0, item?.error)
}
