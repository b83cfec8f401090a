import assert from 'node:assert/strict'
import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { type TestContext, test } from 'node:test'
import { createClient, isAborted, RequestError } from '../../../src/clients/js/client.ts'
import { serve } from '../../content/fetching/serve.ts'

type Seen = {
  method: string | undefined
  url: string | undefined
  headers: IncomingHttpHeaders
  body: string
  at: number
}

/** A server that answers as told, and the requests that came. */
async function serverOf(t: TestContext, listener: RequestListener) {
  const seen: Seen[] = []
  const { url } = await serve(t, (req, res) => {
    const at = performance.now()
    const one: Seen = { method: req.method, url: req.url, headers: req.headers, body: '', at }
    seen.push(one)
    req.setEncoding('utf8').on('data', (piece: string) => {
      one.body += piece
    })
    listener(req, res)
  })
  return { baseUrl: url, seen }
}

/** Answers with each of the statuses in turn, the last one for ever. */
function statuses(codes: readonly number[], headers: Record<string, string> = {}): RequestListener {
  let next = 0
  return (_req, res) => {
    const status = codes[Math.min(next, codes.length - 1)] ?? 200
    next += 1
    res.writeHead(status, { 'content-type': 'application/json', ...headers })
    const errors = [{ code: 'unavailable', message: 'Away.' }]
    res.end(JSON.stringify(status === 200 ? { ok: true } : { errors }))
  }
}

test('what is asked for reaches the service, with its key', async (t) => {
  const { baseUrl, seen } = await serverOf(t, statuses([200]))
  const client = createClient({ baseUrl: `${baseUrl}/under/a/path/`, key: 'bs_key' })
  await client.search({ q: 'a&b ü', phrase: ['x y', 'z'], exclude: 'w', prefix: true, fresh: false, page: 2 })
  await client.related('2019/slash', { size: 3 })
  assert.deepEqual(
    seen.map(({ url }) => url),
    [
      '/under/a/path/api/v1/search?q=a%26b+%C3%BC&phrase=x+y&phrase=z&exclude=w&prefix=1&page=2',
      '/under/a/path/api/v1/posts/2019%2Fslash/related?size=3',
    ],
  )
  assert.equal(seen[0]?.headers.authorization, 'Bearer bs_key')
})

test('a write is sent as JSON, a deletion without a body, a batch line by line', async (t) => {
  const { baseUrl, seen } = await serverOf(t, (req, res) => {
    req.on('end', () => res.writeHead(200, { 'content-type': 'application/json' }).end('{}')).resume()
  })
  const client = createClient({ baseUrl })
  const post = { title: 'Kettle “two”', text: 'Water.' }
  await client.putPost('a', { ...post, url: '/a/', date: '2020-01-01' })
  await client.deletePost('a')
  await client.batch([
    { action: 'delete', post: 'a' },
    { action: 'delete', post: 'b' },
  ])
  assert.deepEqual(
    seen.map(({ method, headers, body }) => [method, headers['content-type'], body]),
    [
      ['PUT', 'application/json', JSON.stringify({ ...post, url: '/a/', date: '2020-01-01' })],
      ['DELETE', undefined, ''],
      ['POST', 'application/x-ndjson', '{"action":"delete","post":"a"}\n{"action":"delete","post":"b"}'],
    ],
  )
})

test('a newer search ends the older one, and nothing else', async (t) => {
  const { baseUrl } = await serverOf(t, (req, res) => {
    setTimeout(() => res.end(JSON.stringify({ url: req.url })), 100)
  })
  const client = createClient({ baseUrl })
  const suggested = client.suggest({ q: 'fi' })
  const older = client.search({ q: 'fire' })
  const newer = client.search({ q: 'firefox' })
  await assert.rejects(older, (error) => isAborted(error))
  assert.deepEqual(await newer, { url: '/api/v1/search?q=firefox' })
  assert.deepEqual(await suggested, { url: '/api/v1/suggest?q=fi' })

  const shared = createClient({ baseUrl, latestOnly: false })
  assert.equal((await Promise.all([shared.search({ q: 'a' }), shared.search({ q: 'b' })])).length, 2)
})

test('what passes is tried again, no sooner than the service says', async (t) => {
  for (const status of [429, 503]) {
    const { baseUrl, seen } = await serverOf(t, statuses([status, 200], { 'retry-after': '1' }))
    assert.deepEqual(await createClient({ baseUrl }).search({ q: 'a' }), { ok: true })
    assert.equal(seen.length, 2)
    const [first, second] = seen
    assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 990)
  }
})

test('it gives up after three attempts, and says why', async (t) => {
  const { baseUrl, seen } = await serverOf(t, statuses([503]))
  await assert.rejects(createClient({ baseUrl }).search({ q: 'a' }), (error) => {
    assert.ok(error instanceof RequestError)
    assert.equal(error.status, 503)
    assert.equal(error.errors[0]?.code, 'unavailable')
    assert.match(error.message, /got status 503: Away\./)
    return true
  })
  assert.equal(seen.length, 3)
})

test('it does not wait for longer than its time', async (t) => {
  const { baseUrl, seen } = await serverOf(t, statuses([503], { 'retry-after': '3600' }))
  const started = performance.now()
  await assert.rejects(createClient({ baseUrl }).search({ q: 'a' }), { name: 'RequestError', status: 503 })
  assert.equal(seen.length, 1)
  assert.ok(performance.now() - started < 1_000)

  const silent = await serverOf(t, () => undefined)
  const late = createClient({ baseUrl: silent.baseUrl, timeout: 150 }).search({ q: 'a' })
  await assert.rejects(late, { name: 'RequestError', message: /within 150 ms/ })

  const stuck = await serverOf(t, (_req, res) => res.write('{'))
  const half = createClient({ baseUrl: stuck.baseUrl, timeout: 150 }).search({ q: 'a' })
  await assert.rejects(half, { name: 'RequestError', message: /within 150 ms/ })
})

test('a connection that breaks is tried again', async (t) => {
  let broken = 0
  const { baseUrl } = await serverOf(t, (req, res) => {
    broken += 1
    if (broken === 1) req.socket.destroy()
    else if (broken === 2)
      res.writeHead(200, { 'content-length': '100' }).write('{', () => req.socket.destroy())
    else res.end('{"ok":true}')
  })
  assert.deepEqual(await createClient({ baseUrl }).suggest({ q: 'a' }), { ok: true })
  assert.equal(broken, 3)
})

test('what the service refuses is not tried again', async (t) => {
  for (const status of [400, 401, 403, 404, 500]) {
    const { baseUrl, seen } = await serverOf(t, statuses([status]))
    await assert.rejects(createClient({ baseUrl }).search({ q: 'a' }), { name: 'RequestError', status })
    assert.equal(seen.length, 1, String(status))
  }
})

test('a write is tried again only if it says how new it is', async (t) => {
  const post = { url: '/a/', text: 'x' }
  const once = await serverOf(t, statuses([503]))
  await assert.rejects(createClient({ baseUrl: once.baseUrl }).putPost('1', post), { status: 503 })
  await assert.rejects(createClient({ baseUrl: once.baseUrl }).batch([{ action: 'delete', post: '1' }]), {
    status: 503,
  })
  assert.equal(once.seen.length, 2)
  const twice = await serverOf(t, statuses([503, 200]))
  await createClient({ baseUrl: twice.baseUrl }).putPost('1', post, { updated: '2026-01-01' })
  assert.deepEqual(
    twice.seen.map(({ method, url }) => `${method} ${url}`),
    Array(2).fill('PUT /api/v1/posts/1?updated=2026-01-01'),
  )
})

test('a signal ends a call, also while it waits to try again', async (t) => {
  const { baseUrl, seen } = await serverOf(t, statuses([503], { 'retry-after': '2' }))
  const started = performance.now()
  const signal = AbortSignal.timeout(200)
  await assert.rejects(createClient({ baseUrl }).resolve('/old', { signal }), (error) => isAborted(error))
  assert.ok(performance.now() - started < 1_500)
  assert.equal(seen.length, 1)
  const search = createClient({ baseUrl }).search({ q: 'a' }, { signal: AbortSignal.abort() })
  await assert.rejects(search, (error) => isAborted(error))
  assert.equal(seen.length, 1)
})
