import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readLoading, takeReindexLock } from '../../src/elastic/reindex-lock.ts'
import { stateIndex } from '../../src/elastic/state-index.ts'
import { dropIndexes, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const prefix = testPrefix()
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

const STAMP = '20990101t000000000-0000'
const HOUR_MS = 3_600_000

/** Lets another machine hold the lock, whose clock differs from ours. */
async function holdElsewhere(clockAheadMs: number): Promise<void> {
  const holder = { token: 'other', host: 'elsewhere', pid: 1, renewed: Date.now() + clockAheadMs }
  const document = { lock: { holder, generation: STAMP, loading: STAMP } }
  await client.index({ index: stateIndex(prefix), id: 'reindex', document, refresh: true })
}

test('a holder of another machine lives as long as it renews its lock, whatever its clock shows', async () => {
  const own = await takeReindexLock(client, prefix, undefined)
  await own.release()
  for (const clockAheadMs of [-HOUR_MS, HOUR_MS]) {
    await holdElsewhere(clockAheadMs)
    // Writes must go to what it loads.
    assert.equal(await readLoading(client, prefix), STAMP)
    const taking = takeReindexLock(client, prefix, undefined)
    setTimeout(() => void holdElsewhere(clockAheadMs + 5_000), 1_500)
    await assert.rejects(taking, /Another reindex is running: process 1 on elsewhere/)
  }
})
