import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { type Client, errors } from '@elastic/elasticsearch'
import { ReindexError } from '../core/errors.ts'
import { isRunning } from '../core/process-folder.ts'
import { describeFault } from './retry.ts'
import { ensureStateIndex, stateIndex } from './state-index.ts'
import { waitForShards } from './wait-for-shards.ts'

/** Whoever has not renewed the lock for so long has died. Clocks of two machines may differ by a part of it. */
const LEASE_MS = 30_000
const RENEW_MS = 5_000
const TIMEOUT_MS = 10_000
const ID = 'reindex'
const FREE: LockState = { loading: null }

/** Who reindexes, and the stamp of the generation that is being loaded, into which writes go as well. */
type LockState = {
  holder?: { token: string; host: string; pid: number; renewed: number }
  /** The stamp of the indexes that the holder made, be it dead. */
  generation?: string
  /** The stamps of indexes that earlier holders left behind, and that nobody deleted yet. */
  abandoned?: string[]
  loading: string | null
}

type Stored = { state: LockState; seqNo?: number; primaryTerm?: number }

/** The right to reindex, held until `release`, or until its process dies. */
export type ReindexLock = {
  /** The stamps of indexes that earlier holders left behind, as when they died. They are remembered until `forgetAbandoned`. */
  abandoned: readonly string[]
  /** Aborts when the lock is lost. */
  lost: AbortSignal
  /** Lets all writes go into this generation as well, or with null into none. */
  announce(loading: string | null): Promise<void>
  /** Says that what earlier holders left behind is gone. */
  forgetAbandoned(): Promise<void>
  /** Gives the lock back. With `leaves`, the indexes of this holder are left behind for the next one to delete. */
  release(how?: { leaves: boolean }): Promise<void>
}

/** Takes the lock of a blog's reindex for a generation, or for none that it makes. Throws a ReindexError that says who has it. */
export async function takeReindexLock(
  client: Client,
  prefix: string,
  generation: string | undefined,
): Promise<ReindexLock> {
  await ensureStateIndex(client, prefix)
  await waitForShards(client, [stateIndex(prefix)])
  const before = await readLock(client, prefix)
  refuseIfHeld(before.state)
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
  /** One change after the other, each on what the last one left. */
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
  const renewing = setInterval(() => {
    change((state) => ({ ...state, holder: holder() })).catch((error: unknown) => {
      const renewed = stored.state.holder?.renewed ?? 0
      if (isConflict(error) || Date.now() - renewed > LEASE_MS) lost.abort(lostLock(error))
    })
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

/** The stamp of the generation that a living reindex is loading now, or null. */
export async function readLoading(client: Client, prefix: string): Promise<string | null> {
  const { holder, loading } = (await readLock(client, prefix)).state
  return holder === undefined || isDead(holder) ? null : loading
}

/** The stamps of the indexes that are left behind when a holder goes as it is. */
function leftBy({ abandoned = [], generation }: LockState): string[] {
  return generation === undefined ? abandoned : [...abandoned, generation]
}

function isConflict(error: unknown): boolean {
  return error instanceof errors.ResponseError && error.statusCode === 409
}

function lostLock(error: unknown): ReindexError {
  return new ReindexError([`The lock of this reindex was lost: ${describeFault(error)}`])
}

function refuseIfHeld({ holder }: LockState): void {
  if (holder === undefined || isDead(holder)) return
  const seconds = ((Date.now() - holder.renewed) / 1000).toFixed(0)
  throw new ReindexError([
    `Another reindex is running: process ${holder.pid} on ${holder.host}, heard of ${seconds} s ago.`,
  ])
}

/** A holder on this machine is dead when its process is; another one when it is silent. */
function isDead({ host, pid, renewed }: NonNullable<LockState['holder']>): boolean {
  if (Date.now() - renewed > LEASE_MS) return true
  return host === hostname() && !isRunning(pid)
}

async function readLock(client: Client, prefix: string): Promise<Stored> {
  try {
    const found = await client.get<{ lock: LockState }>(
      { index: stateIndex(prefix), id: ID },
      { requestTimeout: TIMEOUT_MS },
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

/** What a holder wrote last, where a write of its own was carried out although the answer was lost. Throws the error of the next write if it was not that. */
async function readOwn(client: Client, prefix: string, token: string, error: unknown): Promise<Stored> {
  if (!isConflict(error)) throw error
  const found = await readLock(client, prefix)
  if (found.state.holder?.token !== token) throw error
  return found
}

/** Writes the state if it is still what was read. */
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
    { requestTimeout: TIMEOUT_MS, maxRetries: 0 },
  )
  return {
    state: lock,
    ...(done._seq_no !== undefined && { seqNo: done._seq_no }),
    ...(done._primary_term !== undefined && { primaryTerm: done._primary_term }),
  }
}
