import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Source } from '../../content/sources/source.ts'
import { allFiles } from '../../content/sources/walk.ts'
import { textHash } from '../../core/hash.ts'
import { messageOf } from '../../core/message-of.ts'
import type { SyncReport } from './report.ts'
import { type SyncContext, type SyncOptions, sync } from './sync.ts'

/** The watched sources: their paths, the interval between checks, and a function that opens them anew. */
type Watched = { paths: readonly string[]; everyMs: number; open: () => Promise<Source[]> }

/** Delay until a failed sync is tried again. */
const RETRY_MS = 10_000
/** Interval between checks of an address (or `everyMs` if that is longer): each check is a request to a server. */
const ADDRESS_MS = 60 * 1000

/**
 * Syncs now, and again whenever files of the sources changed or a post is due, until the signal aborts. Yields the report of each sync, or the
 * error of a failed one; a failed sync is tried again after ten seconds at the latest. Addresses are checked every minute.
 */
export async function* watchSources(
  ctx: SyncContext,
  { paths, everyMs, open }: Watched,
  options: SyncOptions,
): AsyncGenerator<SyncReport | Error> {
  let before: string | undefined
  let due = 0
  for (;;) {
    // Taken before the sync, so that changes during the sync are seen the next time.
    const now = await fingerprint(paths)
    if (now === before && Date.now() < due) {
      if (await hasPaused(everyMs, ctx.signal)) continue
      return
    }
    before = now
    const outcome = await open()
      .then((sources) => sync(ctx, sources, { ...options, now: new Date() }))
      .catch(asError)
    if (ctx.signal?.aborted) return
    due = outcome instanceof Error ? Date.now() + RETRY_MS : nextDue(outcome)
    yield outcome
  }
}

/** The time when the next post or comment is due. */
function nextDue({ posts, comments }: SyncReport): number {
  const times = [posts, comments].map(({ nextDue }) => Date.parse(nextDue ?? ''))
  return Math.min(...times.map((time) => (Number.isNaN(time) ? Number.POSITIVE_INFINITY : time)))
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(messageOf(error))
}

/** Waits. Returns false if the signal aborted the wait. */
async function hasPaused(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
  return signal?.aborted !== true
}

/** A hash that changes when a file of the paths is written, added, renamed or deleted, and for an address every minute. */
async function fingerprint(paths: readonly string[]): Promise<string> {
  const parts: string[] = []
  for (const path of paths) {
    if (/^https?:/i.test(path)) parts.push(String(Math.floor(Date.now() / ADDRESS_MS)))
    for await (const file of allFiles(path)) {
      const found = await stat(file).catch(() => undefined)
      if (found !== undefined) parts.push(`${file} ${found.size} ${found.mtimeMs} ${found.ino}`)
    }
  }
  return textHash(parts.join('\n'))
}
