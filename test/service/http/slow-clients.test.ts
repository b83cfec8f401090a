import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeKey, writeKeys } from '../../../src/service/auth/key-file.ts'
import { TIMEOUTS } from '../../../src/service/http/server.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { anAnswer, aPost, startApp } from './start-app.ts'

/** As the service has them, but for the time that a test may take. */
const timeouts = { headersMs: 300, requestMs: 600, keepAliveMs: 200, idleMs: 500 }
const WAIT_MS = 8_000

function open(t: TestContext, url: string): Socket {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname).on('error', () => undefined)
  t.after(() => socket.destroy())
  return socket
}

/** What the service said until it closed the connection, and after how long. Fails if it leaves it open. */
async function untilClosed(socket: Socket): Promise<{ text: string; ms: number }> {
  const started = performance.now()
  let text = ''
  socket.on('data', (chunk) => {
    text += String(chunk)
  })
  const closed = new Promise((resolve) => socket.once('close', resolve))
  // What the service left unread resets the connection, after its answer has come.
  socket.on('error', () => undefined)
  const signal = AbortSignal.timeout(WAIT_MS)
  await Promise.race([closed, once(signal, 'abort').then(() => assert.fail('the connection stays open'))])
  return { text, ms: performance.now() - started }
}

/** Sends a byte now and then until the connection ends. */
async function drip(socket: Socket, bytes: string): Promise<void> {
  for (const byte of bytes) {
    if (socket.destroyed || !socket.writable) return
    socket.write(byte)
    await sleep(40)
  }
}

describe('a client that is slow', () => {
  test('has seconds for its request, not minutes', () => {
    assert.ok(TIMEOUTS.headersMs <= 10_000 && TIMEOUTS.requestMs <= 120_000 && TIMEOUTS.keepAliveMs <= 5_000)
  })

  test('with its headers is cut off, while others are served', async (t) => {
    const { url } = await startApp(t, { server: { timeouts } })
    const slow = Array.from({ length: 50 }, () => open(t, url))
    for (const socket of slow) void drip(socket, `GET /search HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(1_000)}`)
    const ends = slow.map(untilClosed)
    assert.equal((await fetch(`${url}/api/v1/search?q=a`)).status, 200)
    for (const { text, ms } of await Promise.all(ends)) {
      assert.match(text, /^HTTP\/1.1 408 /)
      assert.ok(ms < 3_000, `${ms}`)
    }
  })

  test('that says nothing at all is cut off', async (t) => {
    const { url } = await startApp(t, { server: { timeouts } })
    assert.ok((await untilClosed(open(t, url))).ms < 3_000)
  })

  test('with its body is cut off, even with a key', async (t) => {
    const file = join(await folderOf(t, {}), 'keys.json')
    const { key, stored } = makeKey({ name: 'a', scopes: ['write'] }, new Date())
    await writeKeys(file, [stored])
    const { url } = await startApp(t, { server: { timeouts }, env: { API_KEYS_FILE: file } })
    const socket = open(t, url)
    const lines = ['PUT /api/v1/posts/a HTTP/1.1', 'Host: x', `Authorization: Bearer ${key}`]
    const type = ['Content-Type: application/json', 'Content-Length: 100000', '', '']
    socket.write([...lines, ...type].join('\r\n'))
    void drip(socket, '{'.repeat(1_000))
    const { ms } = await untilClosed(socket)
    assert.ok(ms < 3_000, `${ms}`)
    assert.equal((await fetch(`${url}/healthz`)).status, 200)
  })

  test('without a key is refused before its body is read', async (t) => {
    const { url } = await startApp(t, { server: { timeouts } })
    const socket = open(t, url)
    socket.write('PUT /api/v1/posts/a HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{')
    const { text } = await untilClosed(socket)
    assert.match(text, /^HTTP\/1.1 403 /)
  })

  test('in taking its answer is cut off', async (t) => {
    const title = 'x'.repeat(64 * 1024 * 1024)
    const { url } = await startApp(t, {
      server: { timeouts },
      search: async (_ctx, input) => anAnswer(input, { results: [aPost({ title })] }),
    })
    const socket = open(t, url)
    socket.write('GET /api/v1/search?q=a HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'readable')
    await sleep(2_000)
    let received = 0
    socket.on('data', (chunk) => {
      received += chunk.length
    })
    await once(socket, 'close', { signal: AbortSignal.timeout(WAIT_MS) })
    assert.ok(received > 0 && received < title.length, `${received}`)
  })
})

describe('connections', () => {
  test('over the limit are closed at once, and those within it are served', async (t) => {
    const { url } = await startApp(t, { server: { maxConnections: 3 } })
    const within = [open(t, url), open(t, url), open(t, url)]
    await Promise.all(within.map((socket) => once(socket, 'connect')))
    await sleep(50)
    const { text, ms } = await untilClosed(open(t, url))
    assert.deepEqual([text, ms < 1_000], ['', true])
    const [first] = within
    first?.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    assert.match((await untilClosed(first ?? assert.fail())).text, /^HTTP\/1.1 200 /)
    assert.equal((await fetch(`${url}/healthz`)).status, 200)
  })
})

test('a service whose places are all taken still says that it lives, however many more come', async (t) => {
  const { url } = await startApp(t, { server: { maxConnections: 3 } })
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`
  const within = [open(t, url), open(t, url), open(t, url)]
  await Promise.all(within.map((socket) => once(socket, 'connect')))
  const probe = async (path: string) => {
    const socket = open(t, url)
    socket.write(get(path))
    return (await untilClosed(socket)).text
  }
  // They are closed one after another for those that come later.
  const beyond = Array.from({ length: 200 }, () => open(t, url))
  assert.match(await probe('/healthz'), /^HTTP\/1.1 200 .*Connection: close.*"status":"ok"/s)
  assert.match(await probe('/readyz'), /^HTTP\/1.1 503 .*"status":"not ready"/s)
  assert.match(await probe('/search'), /^HTTP\/1.1 503 .*Retry-After: 1.*"overloaded"/s)
  for (const socket of beyond) if (!socket.destroyed) await untilClosed(socket)
  const [first] = within
  first?.write(get('/healthz'))
  const [text] = await once(first ?? assert.fail(), 'data')
  assert.match(String(text), /^HTTP\/1.1 200 .*Connection: keep-alive/s)
})

test('headers that are endless or many are refused', async (t) => {
  const { url } = await startApp(t)
  for (const header of ['X-Long: '.padEnd(100_000, 'a'), 'X-Many: a\r\n'.repeat(20_000)]) {
    const socket = open(t, url)
    socket.write(`GET /search HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n`)
    assert.match((await untilClosed(socket)).text, /^HTTP\/1.1 431 /)
  }
  assert.equal((await fetch(`${url}/healthz`)).status, 200)
})
