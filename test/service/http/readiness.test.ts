import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Client } from '@elastic/elasticsearch'
import { readIndexBody } from '../../../src/elastic/mappings.ts'
import { checkReadiness } from '../../../src/service/http/readiness.ts'
import { startApp } from './start-app.ts'

const node = process.env.TEST_ELASTICSEARCH_URL
const prefix = `test-ready-${randomBytes(4).toString('hex')}`

describe('readiness', { skip: node === undefined && 'TEST_ELASTICSEARCH_URL is not set' }, () => {
  let client: Client
  before(() => {
    client = new Client({ node: node ?? '' })
  })
  const removeIndexes = () =>
    client.indices.delete({
      index: ['posts', 'comments', 'words'].map((kind) => `${prefix}-${kind}-1`),
      ignore_unavailable: true,
    })
  beforeEach(removeIndexes)
  after(async () => {
    await removeIndexes()
    await client.close()
  })
  const check = () => checkReadiness(client, { indexPrefix: prefix, timeoutMs: 2_000 })

  async function createIndex(
    kind: 'posts' | 'comments' | 'words',
    schemaVersion?: number,
    alias = `${prefix}-${kind}`,
  ) {
    const { settings, mappings } = readIndexBody(kind)
    await client.indices.create({
      index: `${prefix}-${kind}-1`,
      settings,
      mappings: { ...mappings, ...(schemaVersion !== undefined && { _meta: { schemaVersion } }) },
      aliases: { [alias]: {} },
    })
  }

  test('needs all aliases', async () => {
    const whatToDo = 'Run `blog-search reindex`, or check INDEX_PREFIX.'
    const missing = (kind: string) => ({
      ready: false,
      reason: `Elasticsearch has no alias ${prefix}-${kind}.`,
      whatToDo,
    })
    assert.deepEqual(await check(), missing('posts'))
    await createIndex('posts')
    assert.deepEqual(await check(), missing('comments'))
    await createIndex('comments')
    assert.deepEqual(await check(), missing('words'))
    await createIndex('words')
    assert.deepEqual(await check(), { ready: true })
  })

  test('warns of indexes of another schema version and of a model that does not run, and serves what it can', async () => {
    await createIndex('posts')
    await createIndex('comments', 99)
    await createIndex('words')
    const warning = {
      reason: `The index behind ${prefix}-comments has schema version 99, this program needs ${readIndexBody('comments').mappings._meta.schemaVersion}.`,
      whatToDo: 'Run `blog-search reindex` with this version of the program.',
    }
    assert.deepEqual(await check(), { ready: true, warning })
    const meaning = { problem: 'out of memory', model: undefined, language: 'en' }
    const both = await checkReadiness(client, { indexPrefix: prefix, timeoutMs: 2_000, meaning })
    assert.deepEqual(both, {
      ready: true,
      warning: {
        reason: `${warning.reason} The model that finds posts by meaning does not run (out of memory), so posts are found by words alone.`,
        whatToDo: `${warning.whatToDo} Run \`blog-search meaning status\`, and mend or remove the model.`,
      },
    })
  })

  test('is told by /readyz', async (t) => {
    const { url } = await startApp(t, { env: { ELASTICSEARCH_URL: node ?? '', INDEX_PREFIX: prefix } })
    assert.equal((await fetch(`${url}/readyz`)).status, 503)
    await createIndex('posts')
    await createIndex('comments')
    await createIndex('words')
    const response = await fetch(`${url}/readyz`)
    assert.equal(response.status, 200)
    assert.deepEqual(await response.json(), { status: 'ready' })
  })

  test('ends when the service stops', async (t) => {
    const stop = new AbortController()
    const { url } = await startApp(t, { stopping: stop.signal })
    stop.abort()
    const response = await fetch(`${url}/readyz`)
    assert.equal(response.status, 503)
    assert.equal(response.headers.get('connection'), 'close')
    assert.match(await response.text(), /shutting down/)
  })
})
