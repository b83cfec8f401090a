import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  dropIndexes,
  memorySource,
  reindexSources,
  testElasticsearchUrl,
  testPrefix,
} from '../helpers/test-index.ts'
import { asDocument, faultBlog, searchFor } from './blog.ts'
import { ensureElasticsearch } from './own-node.ts'
import { askOnce, faulty, untilRight } from './searching.ts'
import { startService, usageOf } from './service.ts'
import { tellSeen } from './table.ts'

const POSTS = faultBlog(400)
const READY_MS = 10_000
let endElasticsearch: (() => Promise<void>) | undefined
const prefix = testPrefix()

before(async () => {
  endElasticsearch = await ensureElasticsearch()
  await reindexSources([memorySource(POSTS.map(asDocument))], prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await endElasticsearch?.()
})

const settings = () => ({ ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix, CACHE_MB: '0' })

test('a crowd of 400 at once: some are answered, the others refused at once, and a moment later all is as before', async (t) => {
  const service = await startService(t, { env: settings() })
  const [first] = POSTS.map((post) => searchFor(post))
  assert.ok(first)
  await untilRight(service.url, first, READY_MS)
  const before = await usageOf(service)
  const crowd = POSTS.map((post) => askOnce(service.url, searchFor(post)))
  const health = (await fetch(`${service.url}/healthz`)).status
  const ready = (await fetch(`${service.url}/readyz`)).status
  const answers = await Promise.all(crowd)
  assert.deepEqual(faulty(answers), [])
  assert.deepEqual([health, ready], [200, 200])
  const refused = answers.filter(({ outcome }) => outcome === 'refused')
  assert.ok(refused.length > 0 && refused.length < answers.length, `${refused.length} refused`)
  const overloaded = refused.filter(({ detail }) => detail === 'overloaded')
  // Inside the service: the generator's own queue is not its fault.
  const shed = () => service.lines.flatMap((line) => (line.shed === 'overload' ? [Number(line.ms)] : []))
  while (shed().length < overloaded.length) await sleep(50)
  const times = shed().sort((a, b) => a - b)
  const back = await untilRight(service.url, first, READY_MS)
  const usage = await usageOf(service)
  tellSeen(
    t,
    '400 different searches at once',
    `${answers.length - refused.length} answered, ${refused.length} refused, half of these within ${times[times.length >> 1]} ms and all within ${times.at(-1)} ms in the service; right again after ${Math.round(back)} ms; ${Math.round(before.megabytes)} MB, then ${Math.round(usage.megabytes)} MB`,
  )
})

test('one client has its limit, stricter for debugging; others have their own, and health has none', async (t) => {
  const env = {
    ...settings(),
    RATE_LIMIT: '5',
    RATE_LIMIT_DEBUG: '2',
    RATE_LIMIT_WRITES: '3',
    TRUST_PROXY: 'loopback',
  }
  const service = await startService(t, { env })
  const from = (address: string, path: string, method = 'GET') =>
    fetch(service.url + path, { method, headers: { 'x-forwarded-for': address } })
  const statuses = async (address: string, path: string, times: number, method = 'GET') => {
    const seen: number[] = []
    for (let i = 0; i < times; i++) seen.push((await from(address, path, method)).status)
    return seen
  }
  await sleep(500)
  assert.deepEqual(await statuses('192.0.2.1', '/api/v1/search?q=a', 7), [200, 200, 200, 200, 200, 429, 429])
  assert.deepEqual(await statuses('192.0.2.2', '/search?q=a&debug-search', 3), [200, 200, 429])
  // However its name is written.
  assert.deepEqual(await statuses('192.0.2.5', '/api/v1/search?q=a&debug%2Dsearch', 3), [200, 200, 429])
  const keys = await statuses('192.0.2.4', '/search/debug-key', 3, 'POST')
  assert.equal(keys.indexOf(429), 2)
  assert.deepEqual(await statuses('192.0.2.3', '/api/v1/posts/a', 4, 'DELETE'), [401, 401, 401, 429])
  assert.deepEqual(await statuses('192.0.2.1', '/healthz', 10), Array(10).fill(200))
  assert.equal((await from('192.0.2.1', '/api/v1/search/?q=a')).status, 429)
  const refused = await from('192.0.2.1', '/api/v1/search?q=a')
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
  assert.match(refused.headers.get('ratelimit') ?? '', /limit=5, remaining=0, reset=\d+/)
  assert.equal((await refused.json()).errors[0].code, 'too_many_requests')
})
