import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from '@elastic/elasticsearch'
import { memorySource, reindexSources, testPrefix } from '../helpers/test-index.ts'
import { asDocument, faultBlog, searchFor } from './blog.ts'
import { OwnElasticsearch } from './own-node.ts'
import {
  askOnce,
  type Expected,
  faulty,
  keepSearching,
  type Outcome,
  summary,
  untilRight,
} from './searching.ts'
import { startService, usageOf, write } from './service.ts'
import { IS_LONG, tellSeen } from './table.ts'
import { startUnrulyProxy, type UnrulyProxy } from './unruly-proxy.ts'

const POSTS = faultBlog(60)
const [FIRST] = POSTS.slice(9).map((post) => searchFor(post)) as [Expected]
/** What is asked again and again, and what was never asked before. */
const KEPT = POSTS.slice(0, 20).map((post) => searchFor(post))
const NEW = POSTS.slice(20).map((post) => ({ ...searchFor(post), fresh: true }))
const LIMIT_MS = 2_500
/** The time limit, with room for a busy machine. */
const WITHIN_MS = LIMIT_MS + 3_000
const RECOVERY_MS = 10_000
/** After a change, until what is found can stand in. */
const SETTLED_MS = 6_500
const STALE_SECONDS = 60
/** Until the service knows that Elasticsearch answers nothing: it asks twice a second, and waits for two. */
const UNSEEN_MS = 3_300

let elasticsearch: OwnElasticsearch
let proxy: UnrulyProxy
let client: Client
const prefix = testPrefix()

before(async () => {
  elasticsearch = await OwnElasticsearch.prepare()
  await elasticsearch.start()
  proxy = await startUnrulyProxy(elasticsearch.url)
  client = new Client({ node: elasticsearch.url, maxRetries: 3 })
  await indexAll()
})
after(async () => {
  await client.close()
  await proxy.close()
  await elasticsearch.remove()
})

async function indexAll(): Promise<void> {
  const report = await reindexSources([memorySource(POSTS.map(asDocument))], prefix, {
    client: new Client({ node: elasticsearch.url }),
  })
  assert.deepEqual(report.reasons, [])
}

const settings = () => ({
  ELASTICSEARCH_URL: proxy.url,
  INDEX_PREFIX: prefix,
  STALE_SECONDS: String(STALE_SECONDS),
})

/** Asks what shall be kept, once it can stand in. */
async function keepAnswers(
  url: string,
  searches: readonly Expected[] = KEPT,
  settleMs = SETTLED_MS,
): Promise<void> {
  await untilRight(url, FIRST, RECOVERY_MS)
  await sleep(settleMs)
  for (const search of searches) assert.equal((await askOnce(url, search)).outcome, 'right')
}

test('Elasticsearch comes late, is killed, paused, slow, cut off, garbled and busy: answers are right, stale or refused, in time', async (t) => {
  await elasticsearch.kill()
  const service = await startService(t, { env: settings() })
  const { url } = service
  const early = await askOnce(url, FIRST)
  assert.equal(early.outcome, 'refused')
  await elasticsearch.start()
  const up = await untilRight(url, FIRST, RECOVERY_MS)
  tellSeen(
    t,
    'absent at start',
    `503 in ${Math.round(early.ms)} ms; right ${Math.round(up)} ms after it was healthy`,
  )

  await keepAnswers(url)
  const before = await usageOf(service)

  /** Searches while `fault` lasts, and until all is right again. */
  const during = async (name: string, fault: () => Promise<void>, needs: readonly Outcome[]) => {
    const searching = keepSearching(url, [...KEPT.slice(0, 5), ...NEW.slice(0, 5)], 20)
    await sleep(IS_LONG ? 2_000 : 500)
    await fault()
    proxy.mood = { kind: 'pass' }
    const back = await untilRight(url, NEW[9] ?? FIRST, RECOVERY_MS)
    const answers = await searching.stop()
    tellSeen(t, name, `${summary(answers)}; right again after ${Math.round(back)} ms`)
    assert.deepEqual(faulty(answers), [])
    assert.ok(
      answers.every(({ ms }) => ms < WITHIN_MS),
      `${name}: ${summary(answers)}`,
    )
    assert.ok(
      answers.some(({ outcome }) => needs.includes(outcome)),
      `${name}: ${summary(answers)}`,
    )
    if (IS_LONG) await keepAnswers(url)
    else await keepAnswers(url, KEPT.slice(0, 5), 0)
  }
  const mood = (changed: UnrulyProxy['mood']) => async () => {
    proxy.mood = changed
    await sleep(IS_LONG ? 15_000 : 3_000)
  }

  await during(`paused for ${IS_LONG ? 30 : 5} s`, () => elasticsearch.pause(IS_LONG ? 30_000 : 5_000), [
    'stale',
  ])
  await during('answers come 5 s late', mood({ kind: 'delay', ms: 5_000 }), ['stale'])
  await during('answers are cut in the middle', mood({ kind: 'cut' }), ['stale'])
  await during('answers are garbled', mood({ kind: 'corrupt' }), ['stale', 'refused'])
  if (IS_LONG) await during('two rejected executions (429)', mood({ kind: 'reject', times: 2 }), ['right'])
  if (IS_LONG) await during('all executions rejected (429)', mood({ kind: 'reject', times: 1e9 }), ['stale'])
  await during('circuit breaker of Elasticsearch (1 byte for all)', async () => {
    await client.cluster.putSettings({ persistent: { 'indices.breaker.request.limit': '1b' } })
    await sleep(IS_LONG ? 15_000 : 2_000)
    await client.cluster.putSettings({ persistent: { 'indices.breaker.request.limit': null } })
  }, ['stale', 'refused'])
  await during('killed and started again', async () => {
    await elasticsearch.kill()
    await sleep(3_000)
    await elasticsearch.start()
  }, ['stale'])
  const afterwards = await usageOf(service)
  const told = (usage: typeof before) => `${Math.round(usage.megabytes)} MB, ${usage.handles} handles`
  tellSeen(
    t,
    'memory and handles of the service',
    `${told(before)} before, ${told(afterwards)} after all of that`,
  )
  assert.ok(afterwards.handles < before.handles + 60, told(afterwards))
  assert.ok(afterwards.megabytes < before.megabytes + 150, told(afterwards))
})

test('what was deleted is in no stale answer', async (t) => {
  const gone = new Set<string>()
  const [own, failed, seen, unseen] = POSTS.slice(0, 4) as [
    (typeof POSTS)[0],
    (typeof POSTS)[0],
    (typeof POSTS)[0],
    (typeof POSTS)[0],
  ]
  const service = await startService(t, { env: { ...settings(), STALE_SECONDS: '8' } })
  const { url } = service
  const away = async (work: () => Promise<void>) => {
    proxy.mood = { kind: 'delay', ms: 60_000 }
    await work().finally(() => {
      proxy.mood = { kind: 'pass' }
    })
    await untilRight(url, FIRST, RECOVERY_MS)
  }
  const outcomeOf = async (post: (typeof POSTS)[0]) => (await askOnce(url, searchFor(post, gone))).outcome

  await keepAnswers(url)
  assert.equal((await write(service, 'DELETE', `posts/${own.id}`)).status, 200)
  gone.add(own.id)
  await away(async () => {
    await sleep(UNSEEN_MS)
    assert.equal(await outcomeOf(own), 'refused')
    assert.equal(await outcomeOf(failed), 'refused')
  })

  await keepAnswers(url, [searchFor(failed), searchFor(seen), searchFor(unseen)])
  await away(async () => {
    await sleep(UNSEEN_MS)
    assert.equal(await outcomeOf(failed), 'stale')
    const answer = await write(service, 'DELETE', `posts/${failed.id}`)
    assert.equal(answer.status, 503)
    // Whether it was deleted nobody knows: neither answer may be given from memory.
    assert.equal(await outcomeOf(failed), 'refused')
  })

  await keepAnswers(url, [searchFor(failed), searchFor(seen), searchFor(unseen)])
  await client.delete({ index: `${prefix}-posts`, id: seen.id, refresh: true })
  gone.add(seen.id)
  await sleep(1_500)
  await away(async () => {
    await sleep(UNSEEN_MS)
    assert.equal(await outcomeOf(seen), 'refused')
  })

  await keepAnswers(url, [searchFor(unseen)])
  await away(async () => {
    await client.delete({ index: `${prefix}-posts`, id: unseen.id, refresh: true })
    await sleep(UNSEEN_MS)
    const early = (await askOnce(url, searchFor(unseen))).outcome
    await sleep(6_500)
    assert.equal(await outcomeOf(unseen), 'refused')
    tellSeen(
      t,
      'deleted by others while the service could not see it',
      `${early} after 3.3 s, refused after 9.8 s (STALE_SECONDS=8)`,
    )
  })
  gone.add(unseen.id)
  assert.equal(await outcomeOf(unseen), 'right')
  tellSeen(t, 'deleted by the service, or by others before the fault', 'refused, never found')
  await indexAll()
})
