import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, estypes } from '@elastic/elasticsearch'
import { BackendError } from '../../core/errors.ts'
import { DEFAULT_RETRY, describeCause, isPassingStatus, Tries } from '../../elastic/retry.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'
import type { Stored } from './stored.ts'

/** A change of one document. `after` is its new source, or undefined to delete it. A change is made only if the index still has `before` (optimistic concurrency). */
export type Change = { id: string; before: Stored<unknown> | undefined; after: object | undefined }

export type Refresh = boolean | 'wait_for'

/** Keeps requests at a few megabytes, like those of a reindex. */
const MAX_CHANGES = 500
const WAIT_MS = 50

/** The error type of a write into a blocked index, for example while the disk is full: a retry a moment later fails too. */
const BLOCKED = 'cluster_block_exception'

/**
 * Makes changes in an index, and returns the ids of conflicts: documents that somebody else changed first, and that must be
 * read again. Changes that Elasticsearch refuses for the moment are sent again. Throws a BackendError if it goes on refusing.
 */
export async function makeChanges(
  client: Client,
  index: string,
  changes: readonly Change[],
  refresh: Refresh,
): Promise<Set<string>> {
  const conflicts = new Set<string>()
  for (let i = 0; i < changes.length; i += MAX_CHANGES) {
    const some = changes.slice(i, i + MAX_CHANGES)
    for (const id of await makeSome({ client, index, refresh }, some)) conflicts.add(id)
  }
  if (conflicts.size > 0) await sleep(WAIT_MS * Math.random())
  return conflicts
}

type Target = { client: Client; index: string; refresh: Refresh }
type Answer = { id: string; change: Change; item: estypes.BulkResponseItem | undefined }

async function makeSome(target: Target, changes: readonly Change[]): Promise<string[]> {
  const conflicts: string[] = []
  const tries = new Tries(DEFAULT_RETRY)
  let pending = changes
  while (pending.length > 0) {
    const answers = await send(target, pending)
    conflicts.push(...answers.filter(({ item }) => item?.status === 409).map(({ id }) => id))
    const refused = answers.filter(isRefused)
    const worst = refused.find((answer) => !isPassing(answer)) ?? refused[0]
    if (worst !== undefined && !(isPassing(worst) && (await tries.again(undefined)))) {
      const { id, item } = worst
      const what = `status ${item?.status}, ${describeCause(item?.error)}`
      throw new BackendError(`${target.index}: ${id}: ${what}, ${tries}`)
    }
    pending = refused.map(({ change }) => change)
  }
  return conflicts
}

async function send({ client, index, refresh }: Target, changes: readonly Change[]): Promise<Answer[]> {
  const operations = changes.flatMap(toOperation)
  const { items } = await client.bulk({ index, refresh, operations }, within(TIMEOUTS.write))
  return changes.map((change, i) => ({ id: change.id, change, item: Object.values(items[i] ?? {})[0] }))
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

function isPassing({ item }: Answer): boolean {
  return isPassingStatus(item?.status ?? 0) && item?.error?.type !== BLOCKED
}
