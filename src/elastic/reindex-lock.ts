import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, errors } from '@elastic/elasticsearch'
import { ReindexError } from '../core/errors.ts'
import { isRunning } from '../core/process-folder.ts'
import { describeFault } from './retry.ts'
import { ensureStateIndex, stateIndex } from './state-index.ts'
import { once, TIMEOUTS, within } from './timeouts.ts'
import { waitForShards } from './wait-for-shards.ts'

/** A holder that has not renewed the lock for this long has died. It is measured by the clock of the process that looks, which sees that the lock does not change: clocks of two machines may differ by any time. */
const LEASE_MS = 30_000
const RENEW_MS = 5_000
const LOOK_MS = 1_000
const ID = 'reindex'
const FREE: LockState = { loading: null }

/** The holder of the lock, and the stamp of the generation that is being loaded. Writes go into that generation as well. */
type LockState = {
  /** `renewed` changes each time that the holder renews the lock. */
  holder?: { token: string; host: string; pid: number; renewed: number }
  /** The stamp of the indexes that the holder made, even if the holder is dead. */
  generation?: string
  /** The stamps of indexes that earlier holders left behind, and that are not deleted yet. */
  abandoned?: string[]
  loading: string | null
}

type Stored = { state: LockState; seqNo?: number; primaryTerm?: number }

/** The right to reindex, held until `release`, or until its process dies. */
export type ReindexLock = {
  /** The stamps of indexes that earlier holders left behind, for example when they died. They are kept until `forgetAbandoned`. */
  abandoned: readonly string[]
  /** Aborts when the lock is lost. */
  lost: AbortSignal
  /** Makes all writes go into this generation as well; null ends that. */
  announce(loading: string | null): Promise<void>
  /** Records that the indexes that earlier holders left behind are deleted. */
  forgetAbandoned(): Promise<void>
  /** Releases the lock. With `leaves`, this holder leaves its indexes behind for the next one to delete. */
  release(how?: { leaves: boolean }): Promise<void>
}

/** Takes the lock of a blog's reindex, for a new generation or for none. Throws a ReindexError that names the present holder. */
export async function takeReindexLock(
  client: Client,
  prefix: string,
  generation: string | undefined,
): Promise<ReindexLock> {
  await ensureStateIndex(client, prefix)
  await waitForShards(client, [stateIndex(prefix)])
  const before = await waitUntilFree(client, prefix)
  const token = randomUUID()
  const holder = () => ({ token, host: hostname(), pid: process.pid, renewed: Date.now() })
  const abandoned = leftBy(before.state)
  const taken: LockState = {
    holder: holder(),
    ...(generation !== undefined && { generation }),
    abandoned,
    loading: null,
  }
  let stored = await write(client, prefix, taken, before).catch((error: unknown) => {
    if (isConflict(error)) throw new ReindexError(['Another reindex has just begun.'])
    throw error
  })

  const lost = new AbortController()
  let queue: Promise<void> = Promise.resolve()
  /** Makes one change after the other, each based on the state that the last one left. */
  const change = (next: (state: LockState) => LockState) => {
    const done = queue.then(async () => {
      stored = await write(client, prefix, next(stored.state), stored).catch(async (error: unknown) => {
        const found = await readOwn(client, prefix, token, error)
        return write(client, prefix, next(found.state), found)
      })
    })
    queue = done.catch(() => undefined)
    return done
  }
  let renewed = performance.now()
  const renewing = setInterval(() => {
    const asked = performance.now()
    change((state) => ({ ...state, holder: holder() })).then(
      () => {
        renewed = asked
      },
      (error: unknown) => {
        if (isConflict(error) || performance.now() - renewed > LEASE_MS) lost.abort(lostLock(error))
      },
    )
  }, RENEW_MS)
  renewing.unref()
  return {
    abandoned,
    lost: lost.signal,
    announce: (loading) => change((state) => ({ ...state, holder: holder(), loading })),
    forgetAbandoned: () => change((state) => ({ ...state, abandoned: [] })),
    release: async ({ leaves } = { leaves: false }) => {
      clearInterval(renewing)
      await change((state) => ({
        ...FREE,
        abandoned: leaves ? leftBy(state) : (state.abandoned ?? []),
      }))
    },
  }
}

/** The stamp of the generation that a running reindex is loading now, or null. */
export async function readLoading(client: Client, prefix: string): Promise<string | null> {
  const { holder, loading } = (await readLock(client, prefix)).state
  return holder === undefined || isDead(prefix, holder) ? null : loading
}

/** The stamps of the indexes that a holder leaves behind if it ends in this state. */
function leftBy({ abandoned = [], generation }: LockState): string[] {
  return generation === undefined ? abandoned : [...abandoned, generation]
}

function isConflict(error: unknown): boolean {
  return error instanceof errors.ResponseError && error.statusCode === 409
}

function lostLock(error: unknown): ReindexError {
  return new ReindexError([`The lock of this reindex was lost: ${describeFault(error)}`])
}

/** The lock, once nobody holds it. A holder of another machine is watched until it renews the lock, or has been silent for too long. Throws a ReindexError while there is a living holder. */
async function waitUntilFree(client: Client, prefix: string): Promise<Stored> {
  let first: Holder | undefined
  for (;;) {
    const stored = await readLock(client, prefix)
    const { holder } = stored.state
    if (holder === undefined || isDead(prefix, holder)) return stored
    if (first !== undefined && !isSame(first, holder)) throw heldBy(holder)
    if (isOfThisMachine(holder)) throw heldBy(holder)
    first ??= holder
    await sleep(LOOK_MS)
  }
}

function heldBy({ pid, host }: Holder): ReindexError {
  return new ReindexError([`Another reindex is running: process ${pid} on ${host}.`])
}

type Holder = NonNullable<LockState['holder']>

/** The last state of each lock that this process has seen, and since when it is the same, by the monotonic clock. */
const seen = new Map<string, { holder: Holder; since: number }>()

/** Whether a holder is dead. A holder on this machine is dead when its process is. Any other is dead once this process has seen its lock unchanged for too long. */
function isDead(prefix: string, holder: Holder): boolean {
  if (isOfThisMachine(holder)) return !isRunning(holder.pid)
  const before = seen.get(prefix)
  const now = performance.now()
  if (before !== undefined && isSame(before.holder, holder)) return now - before.since > LEASE_MS
  seen.set(prefix, { holder, since: now })
  return false
}

function isSame(a: Holder, b: Holder): boolean {
  return a.token === b.token && a.renewed === b.renewed
}

function isOfThisMachine({ host }: Holder): boolean {
  return host === hostname()
}

async function readLock(client: Client, prefix: string): Promise<Stored> {
  try {
    const found = await client.get<{ lock: LockState }>(
      { index: stateIndex(prefix), id: ID },
      within(TIMEOUTS.small),
    )
    const { _seq_no: seqNo, _primary_term: primaryTerm, _source } = found
    return {
      state: _source?.lock ?? FREE,
      ...(seqNo !== undefined && { seqNo }),
      ...(primaryTerm !== undefined && { primaryTerm }),
    }
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === 404) return { state: FREE }
    throw error
  }
}

/** The state that this holder wrote last, if its write was carried out although the answer was lost. Otherwise throws the error of the next write. */
async function readOwn(client: Client, prefix: string, token: string, error: unknown): Promise<Stored> {
  if (!isConflict(error)) throw error
  const found = await readLock(client, prefix)
  if (found.state.holder?.token !== token) throw error
  return found
}

/** Writes the state, unless it has changed since it was read (optimistic concurrency). */
async function write(
  client: Client,
  prefix: string,
  lock: LockState,
  { seqNo, primaryTerm }: Stored,
): Promise<Stored> {
  const asRead =
    seqNo === undefined || primaryTerm === undefined
      ? { op_type: 'create' as const }
      : { if_seq_no: seqNo, if_primary_term: primaryTerm }
  const done = await client.index(
    { index: stateIndex(prefix), id: ID, document: { lock }, ...asRead },
    once(TIMEOUTS.small),
  )
  return {
    state: lock,
    ...(done._seq_no !== undefined && { seqNo: done._seq_no }),
    ...(done._primary_term !== undefined && { primaryTerm: done._primary_term }),
  }
}
