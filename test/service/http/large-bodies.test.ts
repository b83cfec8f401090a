import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeKey, writeKeys } from '../../../src/service/auth/key-file.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { startApp } from './start-app.ts'

const MB = 1024 * 1024
const CHUNK = Buffer.alloc(MB, 'x')

type Way = { path: string; method: string; type: string; sized: boolean; last: boolean }

/** The status that a client gets for a body of so many megabytes if it reads only when it has sent all. */
async function send(url: string, key: string, megabytes: number, way: Way): Promise<number> {
  const { path, method, type, sized, last } = way
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  const length = sized ? `Content-Length: ${megabytes * MB}` : 'Transfer-Encoding: chunked'
  const head = [`${method} ${path} HTTP/1.1`, 'Host: x', `Content-Type: ${type}`, length]
  const others = [`Authorization: Bearer ${key}`, `Connection: ${last ? 'close' : 'keep-alive'}`, '', '']
  socket.write([...head, ...others].join('\r\n'))
  const chunk = sized ? CHUNK : Buffer.concat([Buffer.from('100000\r\n'), CHUNK, Buffer.from('\r\n')])
  for (let i = 0; i < megabytes; i++) if (!socket.write(chunk)) await once(socket, 'drain')
  if (!sized) socket.write('0\r\n\r\n')
  await sleep(20)
  const [text] = await once(socket, 'data')
  socket.destroy()
  return Number(/^HTTP\/1.1 (\d+)/.exec(String(text))?.[1])
}

test('a client that sends all before it reads gets its refusal, not a broken connection', async (t) => {
  const file = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'test', scopes: ['write'] }, new Date())
  await writeKeys(file, [stored])
  const env = { API_KEYS_FILE: file, WORDPRESS_WEBHOOK_SECRET: 'a secret of the webhook' }
  const { url } = await startApp(t, { env })
  const json = 'application/json'
  const post = { path: '/api/v1/posts/a', method: 'PUT', type: json }
  const hook = { path: '/api/v1/webhooks/wordpress', method: 'POST', type: json }
  const batch = { path: '/api/v1/batch', method: 'POST', type: 'application/x-ndjson' }
  for (const sized of [true, false]) {
    for (const last of [true, false]) {
      const ends = { sized, last }
      assert.equal(await send(url, key, 12, { ...post, ...ends }), 413)
      assert.equal(await send(url, key, 12, { ...hook, ...ends }), 413)
      assert.equal(await send(url, key, 12, { ...post, type: 'text/plain', ...ends }), 415)
      assert.equal(await send(url, 'bs_wrong', 12, { ...post, ...ends }), 401)
      assert.equal(await send(url, key, 12, { ...post, method: 'PATCH', ...ends }), 405)
    }
  }
  assert.equal(await send(url, key, 40, { ...batch, sized: true, last: true }), 413)
  const headers = { 'Content-Type': json, Authorization: `Bearer ${key}` }
  const fetched = await fetch(url + post.path, { method: 'PUT', headers, body: Buffer.alloc(12 * MB) })
  assert.equal(fetched.status, 413)
})

test('a body without end is not read without end', async (t) => {
  const { url } = await startApp(t)
  const sending = request(`${url}/api/v1/batch`, { method: 'POST' })
  let sent = 0
  const closed = new Promise((resolve) => sending.once('error', resolve).once('close', resolve))
  const answered = once(sending, 'response')
  const more = () => {
    while (!sending.destroyed && sending.write(CHUNK)) sent += 1
  }
  sending.on('drain', more)
  more()
  // A client that never stops to read may see that the connection is reset before it sees the answer.
  const [response] = await answered.catch((error: NodeJS.ErrnoException) => {
    assert.equal(error.code, 'ECONNRESET')
    return []
  })
  assert.equal(response?.statusCode ?? 403, 403)
  await closed
  assert.ok(sent < 400, `${sent} MB`)
})
