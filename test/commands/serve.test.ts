import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import getPort from 'get-port'
import { packageRoot } from '../../src/core/package.ts'
import { isRunning } from '../../src/core/process-folder.ts'
import { dropIndexes, indexBlog, testClient, testElasticsearchUrl } from '../helpers/test-index.ts'
import { readLog, runCli, startCli } from './run-cli.ts'

/** The address of a server that takes connections and never answers. */
async function hangingNode(t: TestContext): Promise<string> {
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer((socket) => sockets.add(socket.on('error', () => {})))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

async function startService(t: TestContext, env: Record<string, string>) {
  const child = startCli(t, ['serve'], { PORT: '0', ...env })
  const log = readLog(child)
  const { url } = await log.waitFor('listening')
  return { child, log, url: String(url) }
}

describe('blog-search serve', () => {
  test('ends with the npm that started it, and with no other parent', async (t) => {
    for (const [npm, ends] of [
      [{ npm_command: 'run-script' }, true],
      [{}, false],
    ] as const) {
      const env = { PATH: process.env.PATH, PORT: '0', ELASTICSEARCH_URL: 'http://127.0.0.1:9', ...npm }
      const line = `${process.execPath} ${join(packageRoot, 'dist/main.js')} serve & echo $! >&2; wait`
      const parent = spawn('sh', ['-c', line], { env })
      const [pid] = await once(parent.stderr, 'data')
      t.after(() => isRunning(Number(pid)) && process.kill(Number(pid), 'SIGKILL'))
      await readLog(parent).waitFor('listening')
      parent.kill('SIGKILL')
      for (let tries = 0; tries < 40 && isRunning(Number(pid)); tries++) await sleep(100)
      assert.equal(isRunning(Number(pid)), !ends)
    }
  })

  test('starts without Elasticsearch, says so in the log, and answers 503', async (t) => {
    const node = `http://127.0.0.1:${await getPort()}`
    const { url, log } = await startService(t, { ELASTICSEARCH_URL: node })
    assert.equal((await fetch(`${url}/healthz`)).status, 200)
    assert.equal((await fetch(`${url}/readyz`)).status, 503)
    assert.equal((await fetch(`${url}/api/v1/search?q=a`)).status, 503)
    const { reason } = await log.waitFor('not ready yet')
    assert.equal(reason, 'Elasticsearch does not answer.')
  })

  test('says in the log when indexes of another schema version go live while it serves', async (t) => {
    const { prefix } = await indexBlog({
      posts: [{ id: 'a', url: '/a', title: 'Kettle', text: 'It boils.' }],
    })
    t.after(() => dropIndexes(prefix))
    const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix }
    const { log, url } = await startService(t, env)
    assert.equal((await fetch(`${url}/readyz`)).status, 200)
    const client = testClient()
    t.after(() => client.close())
    const index = `${prefix}-posts`
    await client.indices.putMapping({ index, _meta: { schemaVersion: 99 } })
    await client.update({ index, id: 'a', doc: { title: 'Teapot' }, refresh: true })
    const { reason, whatToDo } = await log.waitFor('serves what it can')
    assert.match(String(reason), /has schema version 99, this program needs \d+\.$/)
    assert.match(String(whatToDo), /blog-search reindex/)
    const { results } = await (await fetch(`${url}/api/v1/search?q=teapot`)).json()
    assert.equal(results.length, 1)
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`answers what is in flight at ${signal}, is not ready meanwhile, and ends with 0`, async (t) => {
      const env = { ELASTICSEARCH_URL: await hangingNode(t), ELASTICSEARCH_TIMEOUT_MS: '1500' }
      const { child, log, url } = await startService(t, env)
      const inFlight = fetch(`${url}/api/v1/search?q=a`)
      await fetch(`${url}/healthz`)
      const ended = once(child, 'exit')
      child.kill(signal)
      await log.waitFor('stopping')
      const ready = await fetch(`${url}/readyz`)
      assert.equal(ready.status, 503)
      assert.match(await ready.text(), /shutting down/)
      assert.equal((await inFlight).status, 503)
      assert.deepEqual(await ended, [0, null])
      await log.waitFor('stopped')
      await assert.rejects(fetch(`${url}/healthz`))
    })
  }

  test('cuts off what takes longer than the grace', async (t) => {
    const env = {
      ELASTICSEARCH_URL: await hangingNode(t),
      ELASTICSEARCH_TIMEOUT_MS: '60000',
      SHUTDOWN_GRACE_MS: '300',
    }
    const { child, url } = await startService(t, env)
    const inFlight = assert.rejects(fetch(`${url}/api/v1/search?q=a`))
    await fetch(`${url}/healthz`)
    const started = performance.now()
    child.kill('SIGTERM')
    assert.deepEqual(await once(child, 'exit'), [0, null])
    await inFlight
    assert.ok(performance.now() - started < 2_000)
  })

  test('refuses a port that somebody else holds, with 1', async (t) => {
    const { url } = await startService(t, {})
    const { port } = new URL(url)
    const { code, stdout, stderr } = await runCli(t, ['serve'], { PORT: port })
    assert.equal(code, 1)
    assert.doesNotMatch(stdout, /not ready|does not answer/)
    assert.equal(
      stderr,
      `HOST and PORT: expected an address to listen at, got 127.0.0.1:${port}, which another program holds\n`,
    )
  })

  test('names all wrong settings at once, with 2', async (t) => {
    const { code, stdout, stderr } = await runCli(t, ['serve'], { PORT: 'x', INDEX_PREFIX: 'B' })
    assert.equal(code, 2)
    assert.equal(stdout, '')
    assert.match(stderr, /^INDEX_PREFIX: .*\nPORT: .*\n$/)
    const proxy = await runCli(t, ['serve'], { TRUST_PROXY: 'nobody' })
    assert.equal(proxy.code, 2)
    assert.match(proxy.stderr, /^TRUST_PROXY: /)
  })
})
