import assert from 'node:assert/strict'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Client } from '@elastic/elasticsearch'
import { packageRoot } from '../../src/core/package.ts'
import {
  dropIndexes,
  memorySource,
  reindexSources,
  testClient,
  testElasticsearchUrl,
  testPrefix,
} from '../helpers/test-index.ts'
import { asDocument, faultBlog, searchFor } from './blog.ts'
import { ensureElasticsearch } from './own-node.ts'
import { askOnce, faulty, keepSearching, summary, untilRight } from './searching.ts'
import { startService, terminate, usageOf, write } from './service.ts'
import { IS_LONG, tellSeen } from './table.ts'

const POSTS = faultBlog(200)
const SEARCHES = POSTS.map((post) => searchFor(post))
const READY_MS = 10_000
const GRACE_MS = 10_000
let endElasticsearch: (() => Promise<void>) | undefined
let client: Client

before(async () => {
  endElasticsearch = await ensureElasticsearch()
  client = testClient()
})
after(async () => {
  await client.close()
  await endElasticsearch?.()
})

async function indexed(t: TestContext) {
  const prefix = testPrefix()
  t.after(() => dropIndexes(prefix))
  const report = await reindexSources([memorySource(POSTS.map(asDocument))], prefix)
  assert.deepEqual(report.reasons, [])
  return { prefix, env: { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix } }
}

const firstOf = () => SEARCHES[0] ?? { query: '', ids: () => [] }

test('SIGTERM under load: readiness goes first, all that was asked is answered, the end is 0 within the grace', async (t) => {
  const { env } = await indexed(t)
  const service = await startService(t, { env: { ...env, SEARCH_CONCURRENCY: '50', SEARCH_WAIT_MS: '5000' } })
  await untilRight(service.url, firstOf(), READY_MS)
  const searching = keepSearching(service.url, SEARCHES, 40)
  await sleep(1_000)
  const ended = terminate(service)
  const started = performance.now()
  // As a load balancer does: asks on until readiness goes.
  while ((await fetch(`${service.url}/readyz`)).status === 200) await sleep(10)
  const unready = performance.now() - started
  const answers = await searching.stop()
  const { code, ms } = await ended
  assert.deepEqual(faulty(answers), [])
  assert.equal(code, 0)
  assert.ok(ms < GRACE_MS, `took ${ms} ms`)
  tellSeen(
    t,
    'SIGTERM under 40 searches/s',
    `not ready after ${Math.round(unready)} ms; ${summary(answers)}; exit ${code} after ${Math.round(ms)} ms`,
  )
})

test('the service is killed in the middle of writes: each was done or not, and doing them again makes all whole', async (t) => {
  const { env } = await indexed(t)
  const kills = IS_LONG ? 10 : 2
  let done = 0
  for (let kill = 1; kill <= kills; kill++) {
    const service = await startService(t, { env })
    const lines = POSTS.map(({ id, url, word }) =>
      JSON.stringify({
        action: 'put',
        post: {
          id,
          url,
          title: `Round ${kill}`,
          text: `Round${kill} ${word}`,
          updated: new Date().toISOString(),
        },
      }),
    ).join('\n')
    const batch = write(service, 'POST', 'batch', lines).catch(() => undefined)
    await untilWritten(`${env.INDEX_PREFIX}-posts`, `Round ${kill}`)
    service.child.kill('SIGKILL')
    await once(service.child, 'exit')
    await batch
    await client.indices.refresh({ index: `${env.INDEX_PREFIX}-posts` })
    const { hits } = await client.search<{ title: string; text: string }>({
      index: `${env.INDEX_PREFIX}-posts`,
      size: 1_000,
    })
    assert.equal(hits.hits.length, POSTS.length)
    for (const { _source } of hits.hits) {
      const round = /^Round (\d+)$/.exec(_source?.title ?? '')?.[1]
      if (round === String(kill)) done += 1
      assert.ok(round === undefined || _source?.text.startsWith(`Round${round} `), JSON.stringify(_source))
    }
    const again = await startService(t, { env })
    const answer = await (
      await write(
        again,
        'POST',
        'batch',
        lines.replaceAll(/"updated":"[^"]*"/g, () => `"updated":"${new Date().toISOString()}"`),
      )
    ).json()
    assert.equal(answer.failed, 0, JSON.stringify(answer).slice(0, 300))
    await untilRight(again.url, firstOf(), READY_MS)
    for (const search of SEARCHES.slice(0, 20)) {
      assert.equal((await askOnce(again.url, search)).outcome, 'right')
    }
    again.child.kill('SIGKILL')
  }
  tellSeen(
    t,
    `service killed in a batch of ${POSTS.length} posts, ${kills} times`,
    `${done} of ${kills * POSTS.length} were done, none by half; sent again, all were`,
  )
})

/** Waits until the first of the posts is written. */
async function untilWritten(index: string, title: string): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; ) {
    const { _source } = await client.get<{ title: string }>({ index, id: POSTS[0]?.id ?? '' })
    if (_source?.title === title) return
  }
  throw new Error('expected a post to be written')
}

test('the disk is full where the log goes: searches go on', async (t) => {
  const { env } = await indexed(t)
  const full = await open('/dev/full', 'w')
  t.after(() => full.close())
  const service = await startService(t, { env, logFd: full.fd })
  await untilRight(service.url, firstOf(), READY_MS)
  const before = await usageOf(service)
  const searching = keepSearching(service.url, SEARCHES, 60)
  await sleep(IS_LONG ? 20_000 : 3_000)
  const answers = await searching.stop()
  const { megabytes } = await usageOf(service)
  assert.deepEqual(faulty(answers), [])
  assert.ok(answers.some(({ outcome }) => outcome === 'right'))
  assert.ok(megabytes < before.megabytes + 100)
  const { code } = await terminate(service)
  assert.equal(code, 0)
  tellSeen(
    t,
    'disk full for logs (/dev/full)',
    `${summary(answers)}; ${Math.round(before.megabytes)} MB, then ${Math.round(megabytes)} MB; exit ${code}`,
  )
})

test('the clock jumps a day ahead and two back: searches, limits and deletions go on', async (t) => {
  const { env } = await indexed(t)
  const clock = pathToFileURL(join(packageRoot, 'test/faults/jumping-clock.mjs')).href
  const service = await startService(t, { env: { ...env, RATE_LIMIT: '100000' }, imports: [clock] })
  await untilRight(service.url, firstOf(), READY_MS)
  const searching = keepSearching(service.url, SEARCHES.slice(0, 50), 30)
  for (const updated of ['ahead', 'back']) {
    await sleep(1_000)
    service.child.kill('SIGUSR2')
    await sleep(1_000)
    assert.equal((await fetch(`${service.url}/readyz`)).status, 200, updated)
  }
  const answers = await searching.stop()
  assert.deepEqual(faulty(answers), [])
  assert.ok(answers.every(({ outcome }) => outcome !== 'stale'))
  const { code } = await terminate(service)
  assert.equal(code, 0)
  tellSeen(t, 'clock a day ahead, then two back', `${summary(answers)}; exit ${code}`)
})
