import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Source } from '../../content/sources/source.ts'
import { allFiles } from '../../content/sources/walk.ts'
import { textHash } from '../../core/hash.ts'
import { messageOf } from '../../core/message-of.ts'
import type { SyncReport } from './report.ts'
import { type SyncContext, type SyncOptions, sync } from './sync.ts'

/** What is watched: paths of sources, how often they are looked at, and how they are opened anew. */
export type Watched = { paths: readonly string[]; everyMs: number; open: () => Promise<Source[]> }

/** A change that could not be followed is tried again so much later. */
const RETRY_MS = 10_000
/** What is at an address is asked for so often, or as seldom as files are: each time that is a request of a server. */
const ADDRESS_MS = 60 * 1000

/**
 * Syncs now, and then whenever the files of the sources changed, or a post is due, until the signal aborts. Yields each report, and the error of each
 * try that failed: the next comes in ten seconds at the latest. What is at an address is asked for every minute.
 */
export async function* watchSources(
  ctx: SyncContext,
  { paths, everyMs, open }: Watched,
  options: SyncOptions,
): AsyncGenerator<SyncReport | Error> {
  let before: string | undefined
  let due = 0
  for (;;) {
    // Taken before the sync, so that what changes meanwhile is seen the next time.
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

/** When the next post or comment is due. */
function nextDue({ posts, comments }: SyncReport): number {
  const times = [posts, comments].map(({ nextDue }) => Date.parse(nextDue ?? ''))
  return Math.min(...times.map((time) => (Number.isNaN(time) ? Number.POSITIVE_INFINITY : time)))
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(messageOf(error))
}

/** Waits, and says whether it was for the time and not for the signal. */
async function hasPaused(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
  return signal?.aborted !== true
}

/** What changes when any file of the paths is written, added, renamed or deleted. An address changes every minute. */
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
