import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, type TestContext, test } from 'node:test'
import { errors } from '@elastic/elasticsearch'
import type { Config } from '../../src/core/config.ts'
import { BackendError, InputError } from '../../src/core/errors.ts'
import { createClient, maskUrl } from '../../src/elastic/client.ts'
import { anyFreePort } from '../../src/tools/local-elasticsearch/ports.ts'
import { serve } from '../content/fetching/serve.ts'
import {
  type Certificate,
  createCertificate,
  removeCertificate,
  startTlsProxy,
  type TlsProxy,
  whyNoOpenssl,
} from '../helpers/tls-proxy.ts'

const target = process.env.TEST_ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200'
const API_KEY = Buffer.from('id:secret').toString('base64')
const BASIC = `Basic ${Buffer.from('reader:pässword').toString('base64')}`

type Settings = Config['elasticsearch']

async function ask(settings: Partial<Settings>): Promise<string> {
  const client = createClient({ nodes: [target], timeoutMs: 5_000, ...settings })
  try {
    return (await client.info()).version.number
  } finally {
    await client.close()
  }
}

describe('behind TLS and a password', { skip: await whyNoOpenssl() }, () => {
  let certificate: Certificate
  let other: Certificate
  let proxy: TlsProxy
  const trusted = () => ({ nodes: [proxy.url], caFile: certificate.certificateFile })

  before(async () => {
    certificate = await createCertificate()
    other = await createCertificate()
    proxy = await startTlsProxy(target, certificate, [`ApiKey ${API_KEY}`, BASIC])
  })
  after(async () => {
    await proxy.close()
    await removeCertificate(certificate)
    await removeCertificate(other)
  })

  test('an API key opens Elasticsearch', async () => {
    assert.match(await ask({ ...trusted(), apiKey: API_KEY }), /^9\./)
    assert.equal(proxy.authorizations.at(-1), `ApiKey ${API_KEY}`)
  })

  test('a user name and a password open Elasticsearch', async () => {
    assert.match(await ask({ ...trusted(), username: 'reader', password: 'pässword' }), /^9\./)
    assert.equal(proxy.authorizations.at(-1), BASIC)
  })

  test('a fingerprint stands in for the certificate file', async () => {
    const { fingerprint } = certificate
    const plain = fingerprint.replaceAll(':', '').toLowerCase()
    assert.match(await ask({ nodes: [proxy.url], caFingerprint: fingerprint, apiKey: API_KEY }), /^9\./)
    assert.match(await ask({ nodes: [proxy.url], caFingerprint: plain, apiKey: API_KEY }), /^9\./)
  })

  test('a wrong API key is refused', async () => {
    await assert.rejects(
      ask({ ...trusted(), apiKey: 'd3Jvbmc=' }),
      (error) => error instanceof errors.ResponseError && error.statusCode === 401,
    )
  })

  test('nothing is sent to a server with another fingerprint', async () => {
    const seen = proxy.authorizations.length
    const settings = { nodes: [proxy.url], caFingerprint: other.fingerprint, apiKey: API_KEY }
    await assert.rejects(ask(settings), errors.ConnectionError)
    assert.equal(proxy.authorizations.length, seen)
  })

  test('nothing is sent to a server that the certificate file does not vouch for', async () => {
    const seen = proxy.authorizations.length
    const settings = { nodes: [proxy.url], caFile: other.certificateFile, apiKey: API_KEY }
    await assert.rejects(ask(settings), errors.ConnectionError)
    await assert.rejects(ask({ nodes: [proxy.url], apiKey: API_KEY }), errors.ConnectionError)
    assert.equal(proxy.authorizations.length, seen)
  })

  test('a bulk request goes through with its body', async () => {
    const client = createClient({ ...trusted(), timeoutMs: 5_000, apiKey: API_KEY })
    const { responses } = await client.msearch({
      searches: [{ index: 'test-none-*' }, { query: { match_all: {} } }],
    })
    await client.close()
    assert.equal(responses.length, 1)
  })
})

test('a dead node of a comma list is passed over', async () => {
  const dead = `http://127.0.0.1:${await anyFreePort()}`
  for (const nodes of [
    [dead, target],
    [target, dead],
    [dead, dead.replace('127.0.0.1', 'localhost'), target],
  ]) {
    assert.match(await ask({ nodes }), /^9\./)
  }
})

test('a node that does not answer costs no more than the timeout', { timeout: 10_000 }, async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const started = Date.now()
  await assert.rejects(ask({ nodes: [`http://127.0.0.1:${port}`], timeoutMs: 300 }), errors.TimeoutError)
  assert.ok(Date.now() - started < 2_000)
  server.closeAllConnections()
  server.close()
})

describe('the time of one request', () => {
  const LATE_MS = 2_500

  /** A client whose settings give it little time, of a server that is slow, or begins an answer that never ends. */
  async function impatientClient(t: TestContext) {
    const { url } = await serve(t, (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' })
      if (request.url?.startsWith('/_cat') === true) response.write('{"begun":')
      else setTimeout(() => response.end('{}'), LATE_MS)
    })
    const client = createClient({ nodes: [url], timeoutMs: 300 })
    t.after(() => client.close())
    return client
  }

  test('may be longer than that of the settings', async (t) => {
    const client = await impatientClient(t)
    assert.deepEqual(await client.info({}, { requestTimeout: 10_000 }), {})
  })

  test('ends an answer that has begun and never ends', { timeout: 10_000 }, async (t) => {
    const client = await impatientClient(t)
    const started = performance.now()
    await assert.rejects(client.cat.indices({}, { maxRetries: 0 }), errors.TimeoutError)
    assert.ok(performance.now() - started < 1_000)
  })
})

test('a redirect is refused and not followed', async () => {
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.url)
    response.writeHead(302, { location: `${target}/`, 'x-elastic-product': 'Elasticsearch' }).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  await assert.rejects(ask({ nodes: [`http://127.0.0.1:${port}`] }), BackendError)
  assert.deepEqual(asked, ['/'])
  server.close()
})

test('a certificate file that cannot be read is named with its variable', () => {
  assert.throws(
    () => createClient({ nodes: [target], timeoutMs: 1_000, caFile: '/nowhere/ca.pem' }),
    (error) => error instanceof InputError && /ELASTICSEARCH_CA_FILE.*\/nowhere\/ca\.pem/.test(error.message),
  )
})

test('a fingerprint without https is refused', () => {
  assert.throws(
    () =>
      createClient({ nodes: ['http://u:p@127.0.0.1:1'], timeoutMs: 1_000, caFingerprint: 'ab'.repeat(32) }),
    (error) =>
      error instanceof InputError &&
      /ELASTICSEARCH_CA_FINGERPRINT/.test(error.message) &&
      !/u:p/.test(error.message),
  )
})

test('a URL in a message has no credentials', () => {
  assert.equal(maskUrl('https://user:secret@host:9243/path'), 'https://***:***@host:9243/path')
  assert.equal(maskUrl('http://127.0.0.1:9200'), 'http://127.0.0.1:9200')
  assert.equal(maskUrl('user:secret'), '(not a URL)')
})

describe('a signal that a request is given', () => {
  const hanging = createServer(() => undefined)
  let client: ReturnType<typeof createClient>
  before(async () => {
    const port = await anyFreePort()
    await new Promise<void>((resolve) => hanging.listen(port, '127.0.0.1', resolve))
    client = createClient({ nodes: [`http://127.0.0.1:${port}`], timeoutMs: 5_000 })
  })
  after(async () => {
    await client.close()
    hanging.closeAllConnections()
    hanging.close()
  })

  test('says nothing when the request runs out of time', async () => {
    const { signal } = new AbortController()
    let said = 0
    signal.addEventListener('abort', () => said++)
    const options = { signal, requestTimeout: 50, maxRetries: 0 }
    await assert.rejects(client.info({}, options), errors.TimeoutError)
    assert.equal(said, 0)
  })

  test('ends the request', async () => {
    const stop = new AbortController()
    const asked = assert.rejects(client.info({}, { signal: stop.signal }), errors.RequestAbortedError)
    setTimeout(() => stop.abort(), 20)
    await asked
    await assert.rejects(client.info({}, { signal: stop.signal }), errors.RequestAbortedError)
  })
})
