import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, estypes } from '@elastic/elasticsearch'
import { describeCause, isPassingStatus } from '../elastic/retry.ts'
import { BackendError } from '../errors.ts'
import type { Stored } from './stored.ts'

/** What is to become of one document: its new source, or nothing. It is done only if the index still has what was read. */
export type Change = { id: string; before: Stored<unknown> | undefined; after: object | undefined }

export type Refresh = boolean | 'wait_for'

const TIMEOUT_MS = 60_000
/** Requests of a few megabytes, as when a reindex loads. */
const MAX_CHANGES = 500
const WAIT_MS = 50

/** Makes changes in an index, and returns the ids of those that somebody else was before: they must be read again. */
export async function makeChanges(
  client: Client,
  index: string,
  changes: readonly Change[],
  refresh: Refresh,
): Promise<Set<string>> {
  const outrun = new Set<string>()
  for (let i = 0; i < changes.length; i += MAX_CHANGES) {
    const some = changes.slice(i, i + MAX_CHANGES)
    const operations = some.flatMap(toOperation)
    const { items } = await client.bulk({ index, refresh, operations }, { requestTimeout: TIMEOUT_MS })
    for (const [j, item] of items.entries()) {
      const id = some[j]?.id ?? ''
      if (mustBeReadAgain(index, id, Object.values(item)[0])) outrun.add(id)
    }
  }
  if (outrun.size > 0) await sleep(WAIT_MS * Math.random())
  return outrun
}

function toOperation({ id, before, after }: Change): object[] {
  const asRead = before && { if_seq_no: before.seqNo, if_primary_term: before.primaryTerm }
  if (after === undefined) return [{ delete: { _id: id, ...asRead } }]
  return [before === undefined ? { create: { _id: id } } : { index: { _id: id, ...asRead } }, after]
}

function mustBeReadAgain(index: string, id: string, item: estypes.BulkResponseItem | undefined): boolean {
  const status = item?.status ?? 0
  if (item?.error === undefined && status < 400) return false
  if (status === 409 || isPassingStatus(status)) return true
  if (status === 404) return false
  throw new BackendError(`${index}: ${id}: status ${status}, ${describeCause(item?.error)}`)
}
