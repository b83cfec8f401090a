import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { InputError } from '../../src/core/errors.ts'
import { createClient } from '../../src/elastic/client.ts'
import { checkReadiness } from '../../src/service/http/readiness.ts'
import { runCli } from '../commands/run-cli.ts'
import { folderOf } from '../content/sources/folder-of.ts'
import { type Authority, createAuthority } from '../helpers/authority.ts'
import { testElasticsearchUrl } from '../helpers/test-index.ts'
import { startTlsProxy, whyNoOpenssl } from '../helpers/tls-proxy.ts'

const API_KEY = Buffer.from('id:planted-secret').toString('base64')

describe('a node behind TLS', { skip: await whyNoOpenssl() }, () => {
  let ours: Authority
  let theirs: Authority
  before(async () => {
    ours = await createAuthority('Elasticsearch CA')
    theirs = await createAuthority('Elasticsearch CA')
  })
  after(async () => {
    await ours.remove()
    await theirs.remove()
  })

  async function startProxy(t: TestContext, certificate: ReturnType<Authority['issue']>) {
    const proxy = await startTlsProxy(testElasticsearchUrl(), await certificate, [`ApiKey ${API_KEY}`])
    t.after(() => proxy.close())
    return proxy
  }

  /** What readiness, and so the log, says of a node with these settings. */
  async function problemOf(url: string, trust: { caFile?: string; caFingerprint?: string }) {
    const client = createClient({ nodes: [url], timeoutMs: 5_000, apiKey: API_KEY, ...trust })
    try {
      const state = await checkReadiness(client, { indexPrefix: 'test-none', timeoutMs: 5_000 })
      assert.ok(!state.ready)
      return state
    } finally {
      await client.close()
    }
  }

  test('is trusted by the fingerprint of the authority that signed its certificate', async (t) => {
    const { url, authorizations } = await startProxy(t, ours.issue())
    const { reason } = await problemOf(url, { caFingerprint: ours.fingerprint })
    assert.equal(reason, 'Elasticsearch has no alias test-none-posts.')
    assert.ok(authorizations.length > 0)
  })

  test('is not trusted when it shows the right authority beside a certificate that this one never signed', async (t) => {
    const forged = theirs.issue({ shown: [ours.certificateFile] })
    const { url, authorizations } = await startProxy(t, forged)
    for (let i = 0; i < 3; i += 1) {
      const { reason, whatToDo } = await problemOf(url, { caFingerprint: ours.fingerprint })
      assert.equal(reason, 'Elasticsearch is not who ELASTICSEARCH_CA_FINGERPRINT says.')
      assert.match(whatToDo, /is not signed by the one that should vouch for it.*somebody is in between/)
    }
    assert.deepEqual(authorizations, [])
  })

  test('is not trusted again because it was asked before', async (t) => {
    const { url, authorizations } = await startProxy(t, theirs.issue())
    const client = createClient({
      nodes: [url],
      timeoutMs: 5_000,
      caFingerprint: ours.fingerprint,
      apiKey: API_KEY,
    })
    t.after(() => client.close())
    for (let i = 0; i < 4; i += 1) {
      await assert.rejects(client.info())
      await sleep(20)
    }
    assert.deepEqual(authorizations, [])
  })

  test('with another fingerprint is told with both', async (t) => {
    const { url, authorizations } = await startProxy(t, theirs.issue())
    const { whatToDo } = await problemOf(url, { caFingerprint: ours.fingerprint })
    assert.ok(whatToDo.includes(theirs.fingerprint), whatToDo)
    assert.deepEqual(authorizations, [])
  })

  test('of another authority than the file, or of none that is known, is told with what to do', async (t) => {
    const { url, authorizations } = await startProxy(t, ours.issue())
    for (const trust of [{ caFile: theirs.certificateFile }, {}]) {
      const { reason, whatToDo } = await problemOf(url, trust)
      assert.match(reason, /^Elasticsearch shows a certificate that is not trusted here \(.+\)\.$/)
      assert.match(whatToDo, /ELASTICSEARCH_CA_FILE .*ELASTICSEARCH_CA_FINGERPRINT/)
    }
    assert.deepEqual(authorizations, [])
  })

  test('whose certificate is for another name is told so', async (t) => {
    const { url } = await startProxy(t, ours.issue({ name: 'DNS:search.example' }))
    const { reason, whatToDo } = await problemOf(url, { caFile: ours.certificateFile })
    assert.match(reason, /it is for another name/)
    assert.match(whatToDo, /127\.0\.0\.1 is not in/)
  })

  test('whose certificate has expired is told so', async (t) => {
    const days = ['-days', '-1']
    const { url, authorizations } = await startProxy(t, ours.issue({ days }))
    const byFile = await problemOf(url, { caFile: ours.certificateFile })
    assert.match(byFile.reason, /certificate has expired/)
    const byFingerprint = await problemOf(url, { caFingerprint: ours.fingerprint })
    assert.match(byFingerprint.whatToDo, /a certificate is valid from .* only/)
    assert.deepEqual(authorizations, [])
  })

  test('asked without TLS, and one without TLS asked with it, are told so', async (t) => {
    const { url } = await startProxy(t, ours.issue())
    const plain = await problemOf(url.replace('https:', 'http:'), {})
    assert.match(plain.whatToDo, /https:\/\//)
    const { reason } = await problemOf(testElasticsearchUrl().replace('http:', 'https:'), {
      caFingerprint: ours.fingerprint,
    })
    assert.equal(reason, 'Elasticsearch does not speak TLS at this address.')
  })

  test('is told by commands too, without the key', async (t) => {
    const { url } = await startProxy(t, theirs.issue())
    const env = { ELASTICSEARCH_URL: url, ELASTICSEARCH_API_KEY: API_KEY }
    for (const command of [['indexes'], ['search', 'kettle']]) {
      const { code, stdout, stderr } = await runCli(t, command, {
        ...env,
        ELASTICSEARCH_CA_FINGERPRINT: ours.fingerprint,
      })
      assert.equal(code, 1)
      assert.match(stderr, /not who ELASTICSEARCH_CA_FINGERPRINT says/)
      assert.ok(!`${stdout}${stderr}`.includes(API_KEY))
    }
  })
})

test('a certificate file that has none is refused, without repeating what it has', async (t) => {
  const caFile = join(await folderOf(t, {}), 'ca.pem')
  await writeFile(caFile, '-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----\n')
  assert.throws(
    () => createClient({ nodes: ['https://127.0.0.1:1'], timeoutMs: 1_000, caFile }),
    (error) =>
      error instanceof InputError &&
      error.message ===
        `ELASTICSEARCH_CA_FILE: expected a readable certificate file (PEM), got ${caFile}, which has no certificate`,
  )
})
