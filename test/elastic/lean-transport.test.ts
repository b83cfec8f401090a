import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { errors } from '@elastic/elasticsearch'
import { createClient } from '../../src/elastic/client.ts'

const node = process.env.TEST_ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200'
const ASKED = 100

setFlagsFromString('--expose-gc')
const collect: (options: { type: 'minor' }) => void = runInNewContext('gc')

describe('what was asked and answered', () => {
  const client = createClient({ nodes: [node], timeoutMs: 5_000 })
  after(() => client.close())

  /** Bytes that quick collections leave behind in the old space. */
  async function leftBehind(work: () => Promise<unknown>): Promise<number> {
    const oldBytes = () => {
      // What is reached from young objects alone is old after two.
      for (let i = 0; i < 3; i++) collect({ type: 'minor' })
      return (
        getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')?.space_used_size ?? 0
      )
    }
    const before = oldBytes()
    await work()
    return oldBytes() - before
  }

  test('is gone with the next quick collection', async () => {
    const answer = await client.nodes.stats()
    const bytes = JSON.stringify(answer).length
    const left = await leftBehind(async () => {
      for (let i = 0; i < ASKED; i++) {
        await client.nodes.stats()
        collect({ type: 'minor' })
      }
    })
    assert.ok(left < (ASKED * bytes) / 2, `${left} bytes left of ${ASKED} answers of ${bytes}`)
  })

  test('is told to those who want more than the body', async () => {
    const { body, statusCode, meta } = await client.info({}, { meta: true })
    assert.equal(statusCode, 200)
    assert.equal(meta.request.params.path, '/')
    assert.match(body.version.number, /^\d+\./)
  })

  test('is told with an error', async () => {
    const failed = client.search({ index: 'no-such-index' })
    await assert.rejects(failed, (error) => {
      assert.ok(error instanceof errors.ResponseError)
      assert.equal(error.body.error.type, 'index_not_found_exception')
      return true
    })
  })
})
