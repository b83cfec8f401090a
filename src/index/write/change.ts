import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, estypes } from '@elastic/elasticsearch'
import { BackendError } from '../../core/errors.ts'
import { DEFAULT_RETRY, describeCause, isPassingStatus, Tries } from '../../elastic/retry.ts'
import type { Stored } from './stored.ts'

/** What is to become of one document: its new source, or nothing. It is done only if the index still has what was read. */
export type Change = { id: string; before: Stored<unknown> | undefined; after: object | undefined }

export type Refresh = boolean | 'wait_for'

const TIMEOUT_MS = 60_000
/** Requests of a few megabytes, as when a reindex loads. */
const MAX_CHANGES = 500
const WAIT_MS = 50

/** The error of a write into an index that takes none, as while the disk is full: it will not take it a moment later. */
const BLOCKED = 'cluster_block_exception'

/**
 * Makes changes in an index, and returns the ids of those that somebody else was before: they must be read again. What
 * Elasticsearch refuses for the moment is sent again. Throws a BackendError if it goes on refusing.
 */
export async function makeChanges(
  client: Client,
  index: string,
  changes: readonly Change[],
  refresh: Refresh,
): Promise<Set<string>> {
  const outrun = new Set<string>()
  for (let i = 0; i < changes.length; i += MAX_CHANGES) {
    const some = changes.slice(i, i + MAX_CHANGES)
    for (const id of await makeSome({ client, index, refresh }, some)) outrun.add(id)
  }
  if (outrun.size > 0) await sleep(WAIT_MS * Math.random())
  return outrun
}

type Target = { client: Client; index: string; refresh: Refresh }
type Answer = { id: string; change: Change; item: estypes.BulkResponseItem | undefined }

async function makeSome(target: Target, changes: readonly Change[]): Promise<string[]> {
  const outrun: string[] = []
  const tries = new Tries(DEFAULT_RETRY)
  let pending = changes
  while (pending.length > 0) {
    const answers = await send(target, pending)
    outrun.push(...answers.filter(({ item }) => item?.status === 409).map(({ id }) => id))
    const refused = answers.filter(isRefused)
    const worst = refused.find((answer) => !isPassing(answer)) ?? refused[0]
    if (worst !== undefined && !(isPassing(worst) && (await tries.again(undefined)))) {
      const { id, item } = worst
      const what = `status ${item?.status}, ${describeCause(item?.error)}`
      throw new BackendError(`${target.index}: ${id}: ${what}, ${tries}`)
    }
    pending = refused.map(({ change }) => change)
  }
  return outrun
}

async function send({ client, index, refresh }: Target, changes: readonly Change[]): Promise<Answer[]> {
  const operations = changes.flatMap(toOperation)
  const { items } = await client.bulk({ index, refresh, operations }, { requestTimeout: TIMEOUT_MS })
  return changes.map((change, i) => ({ id: change.id, change, item: Object.values(items[i] ?? {})[0] }))
}

function toOperation({ id, before, after }: Change): object[] {
  const asRead = before && { if_seq_no: before.seqNo, if_primary_term: before.primaryTerm }
  if (after === undefined) return [{ delete: { _id: id, ...asRead } }]
  return [before === undefined ? { create: { _id: id } } : { index: { _id: id, ...asRead } }, after]
}

/** Neither done, nor done by somebody else, nor gone already. */
function isRefused({ item }: Answer): boolean {
  const status = item?.status ?? 0
  if (status === 409 || status === 404) return false
  return item?.error !== undefined || status >= 400
}

function isPassing({ item }: Answer): boolean {
  return isPassingStatus(item?.status ?? 0) && item?.error?.type !== BLOCKED
}
