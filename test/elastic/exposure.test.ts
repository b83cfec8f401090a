import assert from 'node:assert/strict'
import { networkInterfaces } from 'node:os'
import { describe, type TestContext, test } from 'node:test'
import { createClient } from '../../src/elastic/client.ts'
import { exposureProblem, findExposure, isLoopback } from '../../src/elastic/exposure.ts'
import { readLog, runCli, startCli } from '../commands/run-cli.ts'
import { startRewritingProxy } from '../helpers/rewriting-proxy.ts'
import { testElasticsearchUrl } from '../helpers/test-index.ts'

const API_KEY = Buffer.from('id:planted').toString('base64')

/** The real node as if it listened on all networks; with a password, it asks for one. */
function listeningEverywhere(t: TestContext, { asks }: { asks: boolean }) {
  return startRewritingProxy(t, ({ path, authorization }, text) => {
    if (asks && authorization !== `ApiKey ${API_KEY}`) return { status: 401, text: '{"status":401}' }
    return path.startsWith('/_nodes')
      ? { text: text.replaceAll(/127\.0\.0\.1:\d+/g, '0.0.0.0:9200') }
      : undefined
  })
}

async function exposureOf(url: string, apiKey?: string) {
  const settings = { nodes: [url], timeoutMs: 5_000, ...(apiKey !== undefined && { apiKey }) }
  const client = createClient(settings)
  try {
    return await findExposure(client, settings)
  } finally {
    await client.close()
  }
}

describe('an Elasticsearch', () => {
  test('that only this host reaches is no trouble', async () => {
    const exposure = await exposureOf(testElasticsearchUrl())
    assert.deepEqual(exposure, { open: true, addresses: [] })
    assert.equal(exposureProblem(exposure), undefined)
  })

  test('that asks for a password is no trouble, although the key given opens it', async (t) => {
    const exposure = await exposureOf(await listeningEverywhere(t, { asks: true }), API_KEY)
    assert.deepEqual(exposure, { open: false, addresses: ['0.0.0.0:9200'] })
    assert.equal(exposureProblem(exposure), undefined)
  })

  test('that is away is not known to be open', async () => {
    assert.equal((await exposureOf('http://127.0.0.1:9')).open, undefined)
  })

  test('that other hosts may use without a password is told in the log, by doctor, and with what to do', async (t) => {
    const url = await listeningEverywhere(t, { asks: false })
    const env = { ELASTICSEARCH_URL: url, ELASTICSEARCH_API_KEY: API_KEY }
    const log = readLog(startCli(t, ['serve'], { PORT: '0', ...env }))
    const line = await log.waitFor('Elasticsearch is open to other hosts')
    assert.equal(line.level, 40)
    assert.match(String(line.reason), /without a password, and other hosts may reach it at 0\.0\.0\.0:9200/)
    assert.match(String(line.whatToDo), /ELASTICSEARCH_API_KEY/)
    const { stdout, code } = await runCli(t, ['doctor'], env)
    assert.equal(code, 1)
    assert.match(stdout, /^problem {2}security of Elasticsearch: Elasticsearch answers without a password/m)
    assert.ok(!`${stdout}${JSON.stringify(log.lines)}`.includes(API_KEY))
  })
})

test('which addresses are of this host alone', () => {
  for (const host of [
    '127.0.0.1',
    '127.8.9.1',
    '::1',
    '[::1]',
    'localhost',
    'LOCALHOST',
    '::ffff:127.0.0.1',
  ]) {
    assert.equal(isLoopback(host), true, host)
  }
  const own = Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ internal }) => !internal),
  )
  for (const host of [
    '0.0.0.0',
    '::',
    '[::]',
    '10.0.0.1',
    'search.example',
    '127.example.org',
    ...own.map((o) => o.address),
  ]) {
    assert.equal(isLoopback(host), false, host)
  }
})
