import assert from 'node:assert/strict'
import { BlockList } from 'node:net'
import { type TestContext, test } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { createFetcher, type FetcherOptions } from '../../../src/content/fetching/create-fetcher.ts'
import { FetchError } from '../../../src/content/fetching/fetch-error.ts'
import { getFollowing } from '../../../src/content/fetching/follow.ts'
import { remembering } from '../../../src/content/fetching/remembering.ts'
import { getExcept } from '../../../src/content/fetching/request.ts'
import { serve } from './serve.ts'

const local = (options: FetcherOptions = {}) =>
  createFetcher({ allowPrivateNetworks: true, firstWaitMs: 5, ...options })

test('content comes with its address, type, charset and validators', async (t) => {
  const { url, requests } = await serve(t, (_request, response) => {
    const headers = { 'content-type': 'Text/XML; Charset="ISO-8859-1"', etag: '"a"', 'last-modified': 'Thu' }
    response.writeHead(200, headers).end('<rss/>')
  })
  const fetched = await local()(`${url}/feed`, { accept: 'application/rss+xml' })
  assert.deepEqual(fetched, {
    kind: 'content',
    url: `${url}/feed`,
    body: Buffer.from('<rss/>'),
    contentType: 'text/xml',
    charset: 'iso-8859-1',
    validators: { etag: '"a"', lastModified: 'Thu' },
  })
  assert.match(requests[0]?.headers['user-agent'] ?? '', /^blog-search\/\d+\.\d+\.\d+/)
  assert.equal(requests[0]?.headers.accept, 'application/rss+xml')
})

test('what is as it was comes as "not modified"', async (t) => {
  const { url, requests } = await serve(t, (request, response) => {
    response.writeHead(request.headers['if-none-match'] === '"a"' ? 304 : 200).end('x')
  })
  const validators = { etag: '"a"', lastModified: 'Thu, 01 Jan 2004 00:00:00 GMT' }
  assert.deepEqual(await local()(url, { validators }), { kind: 'not modified' })
  assert.equal(requests[0]?.headers['if-modified-since'], validators.lastModified)
  assert.equal((await local()(url, { validators: { etag: '"b"' } })).kind, 'content')
})

test('a remembering fetcher asks whether what it has changed, and gives it again if not', async (t) => {
  let version = 1
  const answers: number[] = []
  const { url } = await serve(t, (request, response) => {
    const etag = `"${version}"`
    const status = request.headers['if-none-match'] === etag ? 304 : 200
    answers.push(status)
    const headers = request.url === '/plain' ? {} : { etag }
    response.writeHead(status, headers).end(status === 200 ? `version ${version}` : undefined)
  })
  const fetch = remembering(local(), { maxBytes: 100 })
  const read = async (path: string) => {
    const fetched = await fetch(`${url}${path}`)
    return fetched.kind === 'content' ? fetched.body.toString() : fetched.kind
  }
  const texts = [await read('/feed'), await read('/feed')]
  version = 2
  texts.push(await read('/feed'), await read('/feed'), await read('/plain'), await read('/plain'))
  assert.deepEqual(
    texts,
    [1, 1, 2, 2, 2, 2].map((n) => `version ${n}`),
  )
  assert.deepEqual(answers, [200, 304, 200, 304, 200, 200])
  const forgetful = remembering(local(), { maxBytes: 3 })
  for (let i = 0; i < 2; i++) assert.equal((await forgetful(`${url}/feed`)).kind, 'content')
  assert.deepEqual(answers.slice(6), [200, 200])
})

test('compressed content is unpacked; an unknown encoding is an error', async (t) => {
  const bodies = new Map([
    ['gzip', gzipSync('hello')],
    ['br', brotliCompressSync('hello')],
  ])
  const { url } = await serve(t, (request, response) => {
    const encoding = request.url?.slice(1) ?? ''
    response.writeHead(200, { 'content-encoding': encoding }).end(bodies.get(encoding) ?? 'hello')
  })
  for (const encoding of bodies.keys()) {
    const fetched = await local()(`${url}/${encoding}`)
    assert.equal(fetched.kind === 'content' && fetched.body.toString(), 'hello', encoding)
  }
  await assert.rejects(local()(`${url}/zip`), /\/zip: expected content encoded as gzip, br, got zip/)
})

test('content over the limit is refused as soon as that is known, however small it is packed', async (t) => {
  const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024))
  const { url, requests } = await serve(t, (request, response) => {
    if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    else if (request.url === '/endless') setInterval(() => response.write(Buffer.alloc(2048)), 1).unref()
    else response.end(Buffer.alloc(4096))
  })
  const fetch = local({ maxBytes: 4096 })
  assert.ok(bomb.length < 16 * 1024)
  await assert.rejects(fetch(`${url}/bomb`), {
    name: 'InputError',
    message: /\/bomb: expected at most 4096 bytes/,
  })
  await assert.rejects(fetch(`${url}/endless`), /expected at most 4096 bytes, got more/)
  assert.equal((await fetch(url)).kind, 'content')
  assert.equal(requests.length, 3)
})

test('redirects are followed, and their end is told', async (t) => {
  const { url } = await serve(t, (request, response) => {
    const step = Number(request.url?.slice(1))
    if (step === 0) response.end('here')
    else response.writeHead(step === 2 ? 308 : 302, { location: `${step - 1}` }).end()
  })
  const fetched = await local()(`${url}/5`)
  assert.equal(fetched.kind === 'content' && fetched.url, `${url}/0`)
  await assert.rejects(local()(`${url}/6`), /\/6: expected at most 5 redirects, got more/)
})

test('a redirect leads to the web alone', async (t) => {
  const { url } = await serve(t, (request, response) => {
    response.writeHead(301, { location: decodeURIComponent(request.url?.slice(1) ?? '') }).end()
  })
  for (const location of ['file:///etc/passwd', 'ftp://x.example/', 'javascript:1', 'http://']) {
    await assert.rejects(
      local()(`${url}/${encodeURIComponent(location)}`),
      /expected a redirect to a http:\/\//,
    )
  }
  await assert.rejects(local()('file:///etc/passwd'), /expected a http:\/\/ or https:\/\/ address, got file:/)
  await assert.rejects(local()('nothing'), /nothing: expected a http/)
})

test('credentials and headers of the caller stay with the first origin', async (t) => {
  const other = await serve(t, (_request, response) => response.end('ok'))
  const first = await serve(t, (request, response) => {
    if (request.url === '/a') response.writeHead(302, { location: '/b' }).end()
    else response.writeHead(302, { location: other.url.replace('//', '//me:pw@') }).end()
  })
  const address = `${first.url.replace('//', '//jo%40:s3cret@')}/a`
  const fetched = await local()(address, { headers: { 'X-Key': 'k' } })
  const sent = [...first.requests, ...other.requests].map(({ headers }) => [
    headers.authorization,
    headers['x-key'],
  ])
  const basic = `Basic ${Buffer.from('jo@:s3cret').toString('base64')}`
  assert.deepEqual(sent, [
    [basic, 'k'],
    [basic, 'k'],
    [undefined, undefined],
  ])
  assert.equal(fetched.kind === 'content' && new URL(fetched.url).origin, other.url)
})

test('errors name the address without its secrets', async (t) => {
  const { url } = await serve(t, (_request, response) => response.writeHead(404).end())
  const address = `${url.replace('//', '//jo:s3cret@')}/feed?key=0abc&page=2#s3cret`
  await assert.rejects(local()(address), (error) => {
    assert.ok(error instanceof FetchError)
    assert.equal(error.message, `${url}/feed?key=...&page=2: expected status 200, got status 404 (Not Found)`)
    assert.equal(error.failure.status, 404)
    return true
  })
  await assert.rejects(
    local()('jo:s3cret@example.org/x'),
    (error: Error) => !error.message.includes('s3cret'),
  )
})

test('what may pass is tried three times more, what will not is not', async (t) => {
  const answers = new Map<string, number[]>([
    ['/soon', [500, 502, 503, 200]],
    ['/never', [504, 429, 503, 503, 200]],
    ['/no', [403, 200]],
  ])
  const { url, requests } = await serve(t, (request, response) => {
    response.writeHead(answers.get(request.url ?? '')?.shift() ?? 500).end()
  })
  assert.equal((await local()(`${url}/soon`)).kind, 'content')
  await assert.rejects(local()(`${url}/never`), /expected status 200, got status 503/)
  await assert.rejects(local()(`${url}/no`), /got status 403/)
  assert.equal(requests.length, 4 + 4 + 1)
})

test('a lost connection and a body that is cut off are tried again', async (t) => {
  const packed = gzipSync('whole'.repeat(100))
  let tries = 0
  const { url } = await serve(t, (request, response) => {
    tries += 1
    if (tries === 1) request.socket.destroy()
    else if (tries === 2)
      response.writeHead(200, { 'content-length': 10 }).end('half', () => request.socket.end())
    else if (tries === 3) response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, 20))
    else response.end('whole')
  })
  const fetched = await local()(url)
  assert.equal(fetched.kind === 'content' && fetched.body.toString(), 'whole')
  await assert.rejects(
    local()('http://127.0.0.1:1/'),
    /http:\/\/127.0.0.1:1\/: expected an answer, got connect/,
  )
})

test('the server may say how long to wait, up to a limit', async (t) => {
  const { url, requests } = await serve(t, (request, response) => {
    const wait = request.url === '/hour' ? '3600' : '1'
    if (requests.length === 1 || wait === '3600') response.writeHead(503, { 'retry-after': wait }).end()
    else response.end()
  })
  const started = performance.now()
  await local()(`${url}/second`)
  assert.ok(performance.now() - started >= 990)
  await assert.rejects(local()(`${url}/hour`), /got status 503.*to be asked again in 3600 s/)
  assert.equal(requests.length, 3)
})

test('a try and the whole have a time limit, and the caller can abort', async (t) => {
  const { url, requests } = await serve(t, (_request, response) => response.write('begun'))
  await assert.rejects(local({ tryTimeoutMs: 30 })(url), /expected a whole answer within 0.03 s, got none/)
  assert.equal(requests.length, 4)
  await assert.rejects(local({ timeoutMs: 40 })(url), /expected a whole answer within 0.04 s, got none/)
  assert.equal(requests.length, 5)
  const abort = new AbortController()
  const waiting = local()(url, { signal: abort.signal })
  setTimeout(() => abort.abort(new Error('enough')), 20)
  await assert.rejects(waiting, /enough/)
  await assert.rejects(local()(url, { signal: abort.signal }), /enough/)
})

test('this host and private networks are refused unless they are allowed', async (t) => {
  const { url, requests } = await serve(t, (_request, response) => response.end())
  const port = new URL(url).port
  for (const host of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '0x7f.1',
    '0',
    '[::ffff:127.0.0.1]',
    '169.254.169.254',
  ]) {
    await assert.rejects(
      createFetcher()(`http://${host}:${port}/`),
      /expected an address of a public network/,
      host,
    )
  }
  assert.equal(requests.length, 0)
})

async function follow(t: TestContext, location: (port: string) => string) {
  const { url, requests } = await serve(t, (request, response) => {
    if (request.url !== '/') response.end()
    else response.writeHead(302, { location: location(new URL(url).port) }).end()
  })
  const refused = new BlockList()
  refused.addSubnet('127.0.0.2', 31, 'ipv4')
  const { signal } = new AbortController()
  const following = getFollowing(getExcept(refused), new URL(url), { headers: {}, secretHeaders: {}, signal })
  return { following, requests }
}

test('a redirect to a refused address is refused', async (t) => {
  const refused = await follow(t, (port) => `http://127.0.0.2:${port}/secret`)
  await assert.rejects(refused.following, /127.0.0.2.*expected an address of a public network, got 127.0.0.2/)
  assert.equal(refused.requests.length, 1)
  const allowed = await follow(t, (port) => `http://127.0.0.1:${port}/fine`)
  assert.equal((await allowed.following).response.statusCode, 200)
})
