import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import type { OpenLoad } from './job.ts'

const CONNECTIONS = 400
const TIMEOUT_MS = 30_000
/** Requests are sent in bunches of so many milliseconds: a timer is no finer. */
const TICK_MS = 2

/** Sends requests at a rate, as people come: none waits for the answer of another. */
export async function sendAtRate(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  { url, next }: { url: string; next: () => string },
): Promise<OpenLoad> {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1, headersTimeout: TIMEOUT_MS })
  const byStatus: Record<number, number[]> = {}
  const pending = new Set<Promise<void>>()
  const usedBefore = process.cpuUsage()
  const started = performance.now()
  const total = Math.round(perSecond * seconds)
  const send = async (due: number) => {
    const status = await pool.request({ path: next(), method: 'GET' }).then(
      async ({ statusCode, body }) => {
        await body.dump()
        return statusCode
      },
      () => 0,
    )
    byStatus[status] ??= []
    byStatus[status].push(performance.now() - due)
  }
  for (let sent = 0; sent < total; await sleep(TICK_MS)) {
    const dueNow = Math.min(total, Math.floor(((performance.now() - started) / 1000) * perSecond))
    for (; sent < dueNow; sent++) {
      const sending: Promise<void> = send(started + (sent * 1000) / perSecond).finally(() =>
        pending.delete(sending),
      )
      pending.add(sending)
    }
  }
  await Promise.all(pending)
  const tookMs = performance.now() - started
  const { user, system } = process.cpuUsage(usedBefore)
  await pool.close()
  return { seconds: tookMs / 1000, byStatus, busy: (user + system) / 1000 / tookMs }
}
