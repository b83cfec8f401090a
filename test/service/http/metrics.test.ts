import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { makeKey, type Scope, writeKeys } from '../../../src/service/auth/key-file.ts'
import { createMetrics } from '../../../src/service/metrics/metrics.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { readMetrics, type Sample } from '../../helpers/read-metrics.ts'
import { dropIndexes, indexBlog, testClient, testElasticsearchUrl } from '../../helpers/test-index.ts'
import { anAnswer, aPost, startApp } from './start-app.ts'

const PUBLIC = { METRICS_ACCESS: 'public' }

/** The value of a metric with all of the labels given; undefined if it is not there. */
function read(samples: readonly Sample[], name: string, labels: Record<string, string> = {}) {
  const wanted = Object.entries(labels)
  return samples.find((one) => one.name === name && wanted.every(([key, value]) => one.labels[key] === value))
    ?.value
}

async function scrape(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/metrics`, { headers })
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  return readMetrics(await response.text())
}

async function keyWith(t: TestContext, scopes: Scope[]) {
  const file = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'test', scopes }, new Date())
  await writeKeys(file, [stored])
  return { file, authorization: `Bearer ${key}` }
}

describe('/metrics', () => {
  test('needs a key with the scope, unless the settings make it public', async (t) => {
    const { file, authorization } = await keyWith(t, ['metrics'])
    const other = await keyWith(t, ['read', 'write', 'debug'])
    const keyless = await startApp(t)
    assert.equal((await fetch(`${keyless.url}/metrics`)).status, 403)
    const { url } = await startApp(t, { env: { API_KEYS_FILE: file } })
    assert.equal((await fetch(`${url}/metrics`)).status, 401)
    assert.equal((await fetch(`${url}/metrics`, { headers: { authorization } })).status, 200)
    const others = await startApp(t, { env: { API_KEYS_FILE: other.file } })
    const refused = await fetch(`${others.url}/metrics`, { headers: { authorization: other.authorization } })
    assert.equal(refused.status, 403)
    const open = await startApp(t, { env: PUBLIC })
    assert.equal((await fetch(`${open.url}/metrics`)).status, 200)
  })

  test('counts requests by route and status, whatever clients send, in few series', async (t) => {
    const { url } = await startApp(t, { env: PUBLIC, metrics: createMetrics('1.2.3') })
    for (let i = 0; i < 50; i += 1) {
      await (await fetch(`${url}/nothing-${i}?q=${i}`)).text()
      await (await fetch(`${url}/api/v1/posts/${i}`, { method: 'PUT' })).text()
      await (await fetch(`${url}/api/v1/search?q=word${i}`)).text()
    }
    await (await fetch(`${url}/api/v1/search?size=no`)).text()
    const samples = await scrape(url)
    const requests = (route: string, status: string) =>
      read(samples, 'blog_search_requests_total', { route, status })
    assert.equal(requests('/api/v1/search', '200'), 50)
    assert.equal(requests('/api/v1/search', '400'), 1)
    assert.equal(requests('/api/v1/posts/:id', '403'), 50)
    assert.equal(requests('other', '404'), 50)
    assert.equal(samples.filter(({ name }) => name === 'blog_search_requests_total').length, 4)
    const route = { route: '/api/v1/search' }
    assert.equal(read(samples, 'blog_search_request_duration_seconds_count', route), 51)
    const atMost = read(samples, 'blog_search_request_duration_seconds_bucket', { ...route, le: '+Inf' })
    assert.equal(atMost, 51)
    assert.equal(read(samples, 'blog_search_requests_in_flight'), 1)
    assert.equal(read(samples, 'blog_search_info', { version: '1.2.3' }), 1)
    assert.ok((read(samples, 'process_resident_memory_bytes') ?? 0) > 1e6)
    assert.ok(read(samples, 'nodejs_eventloop_lag_p99_seconds') !== undefined)
    assert.doesNotMatch(JSON.stringify(samples), /nothing-|word\d/)
  })

  test('tells what searches took and found', async (t) => {
    const generation = { current: 'one', refresh: async () => undefined }
    const { url } = await startApp(t, {
      env: PUBLIC,
      metrics: createMetrics('1'),
      generation,
      search: async (ctx, input) => {
        ctx.onRoundTrip?.({ ms: 1 })
        if (input.query.text === 'fails') throw new Error('planted')
        if (input.query.text === 'none') return anAnswer(input)
        ctx.onRoundTrip?.({ ms: 1 })
        const results = [aPost()]
        const term = { term: input.query.text, score: 1, titleBoost: 2, textBoost: 1 }
        if (input.query.text === 'firefix') return anAnswer(input, { results, terms: [term, term] })
        return anAnswer(input, { results, query: { q: input.query.text, strategy: 'words' } })
      },
    })
    for (const q of ['none', 'firefix', 'firefix', 'long phrase', 'fails']) {
      await (await fetch(`${url}/api/v1/search?q=${encodeURIComponent(q)}`)).text()
    }
    const samples = await scrape(url)
    const value = (name: string, labels = {}) => read(samples, `blog_search_${name}_total`, labels)
    assert.equal(value('round_trips'), 6)
    assert.equal(value('searches', { cache: 'hit' }), 1)
    assert.equal(value('searches', { cache: 'miss' }), 3)
    assert.equal(value('corrections'), 2)
    assert.equal(value('fallbacks'), 1)
    assert.equal(value('zero_results'), 1)
    assert.equal(value('shed', { reason: 'overload' }), 0)
    assert.equal(value('requests', { route: '/api/v1/search', status: '500' }), 1)
  })

  test('tells the health of Elasticsearch, the generation that serves and its age', async (t) => {
    const posts = [1, 2, 3].map((id) => ({ id: `${id}`, url: `/${id}`, title: 'Kettle', text: 'It boils.' }))
    const { prefix } = await indexBlog({ posts })
    t.after(() => dropIndexes(prefix))
    const env = { ...PUBLIC, ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix }
    const samples = await scrape((await startApp(t, { env })).url)
    assert.equal(read(samples, 'blog_search_elasticsearch_up'), 1)
    const known = ['green', 'yellow', 'red'].map((status) =>
      read(samples, 'blog_search_elasticsearch_status', { status }),
    )
    assert.deepEqual(known.sort(), [0, 0, 1])
    assert.equal(read(samples, 'blog_search_documents', { kind: 'posts' }), 3)
    assert.equal(read(samples, 'blog_search_aliases_missing'), 0)
    assert.equal(read(samples, 'blog_search_generation_info'), 1)
    const age = read(samples, 'blog_search_generation_age_seconds') ?? -1
    assert.ok(age >= 0 && age < 60, String(age))
    const client = testClient()
    t.after(() => client.close())
    await client.indices.deleteAlias({ index: `${prefix}-posts-*`, name: `${prefix}-posts` })
    const after = await scrape((await startApp(t, { env })).url)
    assert.equal(read(after, 'blog_search_aliases_missing'), 1)
    assert.equal(read(after, 'blog_search_generation_age_seconds'), undefined)
  })

  test('says that Elasticsearch is away, and nothing that nobody knows', async (t) => {
    const samples = await scrape((await startApp(t, { env: PUBLIC })).url)
    assert.equal(read(samples, 'blog_search_elasticsearch_up'), 0)
    assert.deepEqual(
      samples.filter(({ name }) => /documents|generation|_status|aliases/.test(name)),
      [],
    )
  })
})
