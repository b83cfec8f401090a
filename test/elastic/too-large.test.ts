import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bulkCreate } from '../../src/elastic/bulk.ts'
import { whyTooLarge } from '../../src/elastic/too-large.ts'
import { makeChanges } from '../../src/index/write/change.ts'
import { testClient } from '../helpers/test-index.ts'
import { startFaultyProxy } from '../index/reindex/faulty-proxy.ts'

const MB = 1024 * 1024
/** What Elasticsearch 9.5 with a heap of 96 MB says to a document of 2 MB. */
const REJECTED = {
  type: 'es_rejected_execution_exception',
  reason:
    'rejected execution of primary operation [coordinating_and_primary_bytes=2097447, replica_bytes=0, all_bytes=2097447, primary_operation_bytes=8388988, max_primary_bytes=9732096]',
}
/** And to one of 20 MB, before it looks into it. */
const REJECTED_AT_ONCE = {
  type: 'es_rejected_execution_exception',
  reason:
    'rejected execution of coordinating operation [coordinating_and_primary_bytes=0, replica_bytes=0, all_bytes=0, coordinating_operation_bytes=20971815, max_coordinating_bytes=9732096]',
}
const BREAKER = { type: 'circuit_breaking_exception', reason: '[parent] Data too large' }

test('what is too large for the heap is told with limit and size; what must only wait is not', () => {
  const cases: [number, unknown, number, RegExp | undefined][] = [
    [429, REJECTED, 2_097_255, /at most 1946000 bytes, .*heap.*, got 2097255 bytes/],
    [429, REJECTED_AT_ONCE, 20 * MB, /at most 1946000 bytes, .*heap.*, got 20971520 bytes/],
    [413, 'too large', 3 * MB, /\(status 413, too large\), got 3145728 bytes/],
    [429, BREAKER, 3 * MB, /circuit_breaking_exception\), got 3145728 bytes/],
    [429, BREAKER, 500, undefined],
    [429, REJECTED, 500, undefined],
    [429, { type: 'es_rejected_execution_exception', reason: 'queue full' }, 3 * MB, undefined],
    [503, REJECTED, 3 * MB, undefined],
    [429, undefined, 3 * MB, undefined],
  ]
  for (const [status, cause, bytes, expected] of cases) {
    const told = whyTooLarge(status, cause, bytes)
    if (expected === undefined) assert.equal(told, undefined)
    else assert.match(told ?? '', expected)
  }
})

/** An Elasticsearch with little room: it refuses each request with more than 2 MB, as a whole or document by document. */
async function smallElasticsearch({ asWhole }: { asWhole: boolean }) {
  const sizes: number[] = []
  const proxy = await startFaultyProxy(async ({ body }) => {
    sizes.push(body.length)
    const isLarge = body.length > 2 * MB
    if (isLarge && asWhole) return { status: 429, body: { status: 429, error: REJECTED } }
    const lines = body.trim().split('\n').length / 2
    const item = isLarge ? { status: 429, error: REJECTED } : { status: 201 }
    const items = Array.from({ length: lines }, () => ({ create: { _index: 'x', ...item } }))
    return { status: 200, body: { took: 1, errors: isLarge, items } }
  })
  return { ...proxy, sizes }
}

const text = 'word '.repeat(500_000)

for (const asWhole of [true, false]) {
  test(`a document that is too large is told at once and the others are written (${asWhole})`, async (t) => {
    const { url, sizes, close } = await smallElasticsearch({ asWhole })
    const client = testClient(url)
    t.after(() => Promise.all([client.close(), close()]))
    const told: [string, string][] = []
    const small = Array.from({ length: 4 }, (_, i) => ({ text: text.slice(0, 200_000), i }))
    const documents = [...small.slice(0, 2), { text }, ...small.slice(2)]
    const changes = documents.map((after, i) => ({ id: String(i), before: undefined, after }))
    await makeChanges(client, 'x', changes, false, (...problem) => told.push(problem))
    assert.deepEqual(
      told.map(([id]) => id),
      ['2'],
    )
    assert.match(told[0]?.[1] ?? '', /at most \d+ bytes, .*, got 25000\d\d bytes/)
    assert.ok(
      sizes.every((size) => size < MB || size > 2 * MB),
      `${sizes}`,
    )
    await assert.rejects(
      makeChanges(client, 'x', changes, false),
      /^BackendError: x: 2: expected a document of at most/,
    )

    const items = async function* () {
      for (const [i, document] of documents.entries()) yield { id: String(i), place: `line ${i}`, document }
    }
    const { created, errors } = await bulkCreate(client, 'x', items())
    assert.deepEqual([created, errors.count, errors.first[0]?.place], [4, 1, 'line 2'])
    assert.match(errors.first[0]?.reason ?? '', /at most \d+ bytes/)
    // Once each time, or twice where the client itself tries again.
    assert.ok(sizes.filter((size) => size > MB).length <= 6)
  })
}
