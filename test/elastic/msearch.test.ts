import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Client } from '@elastic/elasticsearch'
import { msearch } from '../../src/elastic/msearch.ts'

/** A client whose searches are refused. */
function refusing(status: number, error: { type: string; reason: string }): Client {
  return { msearch: async () => ({ took: 1, responses: [{ status, error }] }) } as unknown as Client
}

type Shards = { total: number; successful: number; failed: number }

/** A client whose searches are answered by so many shards. */
function answeredBy(_shards: Shards): Client {
  const response = {
    took: 1,
    timed_out: false,
    _shards,
    hits: { hits: [], total: { value: 0, relation: 'eq' } },
  }
  return { msearch: async () => ({ took: 1, responses: [response] }) } as unknown as Client
}

const options = { named: false, timeoutMs: 300, signal: new AbortController().signal, mayBePartial: true }
const ask = (shards: Shards) => msearch(answeredBy(shards), [{ index: 'a', body: {} }], options)

test('an answer of some shards is partial, and one of none is no answer: it would pass for nothing found', async () => {
  assert.equal((await ask({ total: 2, successful: 2, failed: 0 })).partial, false)
  assert.equal((await ask({ total: 2, successful: 1, failed: 1 })).partial, true)
  for (const failed of [0, 2]) {
    await assert.rejects(ask({ total: 2, successful: 0, failed }), { name: 'UnavailableError' })
  }
})

test('a refused search keeps the reason that Elasticsearch gave, for the log', async () => {
  const error = { type: 'parsing_exception', reason: 'unknown query [mtach]' }
  const refused = msearch(refusing(400, error), [{ index: 'a', body: {} }], options)
  await assert.rejects(refused, { name: 'BackendError', cause: error })
  const optional = await msearch(refusing(400, error), [{ index: 'a', body: {}, optional: true }], options)
  assert.deepEqual(optional.responses[0]?.hits.hits, [])
})
