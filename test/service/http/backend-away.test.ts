import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import getPort from 'get-port'
import { AWAY } from '../../../src/elastic/connection-fault.ts'
import { search } from '../../../src/search/search.ts'
import { startApp } from './start-app.ts'

const TIMEOUT_MS = 400
/** What an answer may take beside waiting for Elasticsearch. */
const SLACK_MS = 600

describe('with Elasticsearch away', () => {
  for (const path of ['/api/v1/search?q=firefix', '/search?q=firefix']) {
    test(`${path} gives 503 with Retry-After at once when nobody listens`, async (t) => {
      const node = `http://127.0.0.1:${await getPort()}`
      const { response, body } = await ask(t, node, path)
      assert.equal(response.status, 503)
      assert.equal(response.headers.get('retry-after'), '5')
      assert.match(body, /The search is not available right now\. Please try again in a moment\./)
      assert.doesNotMatch(body, /ECONNREFUSED|127\.0\.0\.1/)
    })

    test(`${path} gives 503 within the timeout when it hangs`, async (t) => {
      const { response, ms } = await ask(t, await listen(t, () => {}), path)
      assert.equal(response.status, 503)
      assert.ok(ms < TIMEOUT_MS + SLACK_MS, `took ${ms} ms`)
    })
  }

  test('its own words stay inside', async (t) => {
    const refusal = JSON.stringify({
      error: { type: 'secret_exception', reason: 'secret reason' },
      status: 500,
    })
    const node = await listen(t, (server) =>
      server.on('connection', (socket) =>
        socket.on('data', () => {
          const head = 'HTTP/1.1 500 x\r\nx-elastic-product: Elasticsearch\r\ncontent-type: application/json'
          socket.write(`${head}\r\ncontent-length: ${refusal.length}\r\n\r\n${refusal}`)
        }),
      ),
    )
    const { response, body, log } = await ask(t, node, '/api/v1/search?q=a')
    assert.equal(response.status, 503)
    assert.doesNotMatch(body, /secret/)
    assert.match(JSON.stringify(log), /secret_exception/)
  })

  test('/readyz says so within the timeout, and /healthz is fine', async (t) => {
    const { response, body, ms, url } = await ask(t, await listen(t, () => {}), '/readyz')
    assert.equal(response.status, 503)
    assert.deepEqual(JSON.parse(body), {
      status: 'not ready',
      reason: 'Elasticsearch does not answer.',
      whatToDo: AWAY.whatToDo,
    })
    assert.ok(ms < TIMEOUT_MS + SLACK_MS, `took ${ms} ms`)
    assert.equal((await fetch(`${url}/healthz`)).status, 200)
  })
})

async function ask(t: TestContext, node: string, path: string) {
  const env = { ELASTICSEARCH_URL: node, ELASTICSEARCH_TIMEOUT_MS: String(TIMEOUT_MS) }
  const { url, log } = await startApp(t, { search, env })
  const started = performance.now()
  const response = await fetch(url + path)
  return { url, log, response, body: await response.text(), ms: performance.now() - started }
}

/** The address of a server that does what it is told, and nothing by itself. */
async function listen(t: TestContext, behave: (server: Server) => void): Promise<string> {
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer((socket) => sockets.add(socket.on('error', () => {})))
  behave(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}
