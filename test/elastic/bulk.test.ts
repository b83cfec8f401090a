import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Client } from '@elastic/elasticsearch'
import { BackendError } from '../../src/core/errors.ts'
import { type BulkOptions, bulkCreate } from '../../src/elastic/bulk.ts'
import { type BulkItem, DEFAULT_LIMITS } from '../../src/elastic/bulk-batches.ts'
import { dropIndexes, testClient, testPrefix } from '../helpers/test-index.ts'
import { type Handler, startFaultyProxy } from '../index/reindex/faulty-proxy.ts'

const prefix = testPrefix()
const direct = testClient()
after(async () => {
  await dropIndexes(prefix)
  await direct.close()
})

const FAST = { maxTries: 4, maxMs: 5_000, firstWaitMs: 5, maxWaitMs: 20 }
/** Small batches, so that a few documents make many requests. */
const SMALL = { ...DEFAULT_LIMITS, batchDocuments: 10 }
const NOT_NOW = {
  status: 429,
  body: { error: { type: 'es_rejected_execution_exception', reason: 'queue full' } },
}

async function* documents(ids: Iterable<string | number>): AsyncGenerator<BulkItem> {
  let number = 0
  for (const id of ids) {
    number += 1
    yield { id: String(id), place: `line ${number}`, document: { number } }
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

let made = 0
async function newIndex(): Promise<string> {
  made += 1
  const index = `${prefix}-${made}`
  await direct.indices.create({ index, settings: { number_of_replicas: 0 } })
  return index
}

async function count(index: string): Promise<number> {
  await direct.indices.refresh({ index })
  return (await direct.count({ index })).count
}

async function withProxy<T>(handler: Handler, use: (client: Client) => Promise<T>): Promise<T> {
  const proxy = await startFaultyProxy(handler)
  const client = testClient(proxy.url)
  try {
    return await use(client)
  } finally {
    await client.close()
    await proxy.close()
  }
}

function create(client: Client, index: string, items: AsyncIterable<BulkItem>, options: BulkOptions = {}) {
  return bulkCreate(client, index, items, { retry: FAST, limits: SMALL, ...options })
}

test('every document of many batches is counted', async () => {
  const index = await newIndex()
  const { created, errors } = await create(direct, index, documents(upTo(995)))
  assert.deepEqual([created, errors.count, await count(index)], [995, 0, 995])
})

test('a repeated id is an error with its place, and the first document stays', async () => {
  const index = await newIndex()
  const { created, errors } = await create(direct, index, documents(['a', 'b', 'a']))
  assert.equal(created, 2)
  assert.deepEqual(errors.first, [
    { id: 'a', place: 'line 3', reason: 'repeated id: another document of this kind has it' },
  ])
  assert.deepEqual((await direct.get({ index, id: 'a' }))._source, { number: 1 })
})

for (const status of [429, 502, 503, 504]) {
  test(`requests refused with ${status} are sent again`, async () => {
    const index = await newIndex()
    const refused = new Set<string>()
    const handler: Handler = async ({ path, body }, forward) => {
      const request = String(body)
      if (!path.endsWith('/_bulk') || refused.has(request)) return forward()
      refused.add(request)
      return { ...NOT_NOW, status }
    }
    const { created, errors } = await withProxy(handler, (client) =>
      create(client, index, documents(upTo(50))),
    )
    assert.deepEqual([created, errors.count, await count(index)], [50, 0, 50])
    assert.ok(refused.size >= 5)
  })
}

for (const status of [429, 503]) {
  test(`documents refused with ${status} are sent again, and only those`, async () => {
    const index = await newIndex()
    const sizes: number[] = []
    const handler: Handler = async ({ path, body }, forward) => {
      if (!path.endsWith('/_bulk')) return forward()
      sizes.push(body.trim().split('\n').length / 2)
      return sizes.length === 1 ? refuseOddItems(body, status, await send(index, body)) : forward()
    }
    const items = documents(upTo(10))
    const { created, errors } = await withProxy(handler, (client) => create(client, index, items))
    assert.deepEqual([created, errors.count, await count(index)], [10, 0, 10])
    assert.deepEqual(sizes, [10, 5])
  })
}

/** Carries out the documents of a bulk body at even places. */
async function send(index: string, body: string): Promise<unknown[]> {
  const lines = body.trim().split('\n')
  const operations = lines.filter((_, i) => i % 4 < 2)
  const { items } = await direct.bulk({ index, operations })
  return items
}

function refuseOddItems(body: string, status: number, even: unknown[]) {
  const total = body.trim().split('\n').length / 2
  const refused = { create: { _index: 'x', status, error: NOT_NOW.body.error } }
  const items = upTo(total).map((i) => (i % 2 === 0 ? even[i / 2] : refused))
  return { status: 200, body: { took: 1, errors: true, items } }
}

test('a document that is in the index although the answer was lost counts as created, a repeated id does not', async () => {
  const index = await newIndex()
  let calls = 0
  const handler: Handler = async ({ path }, forward) => {
    const answer = await forward()
    if (!path.endsWith('/_bulk')) return answer
    calls += 1
    return calls === 1 ? 'lost' : answer
  }
  const { created, errors } = await withProxy(handler, (client) =>
    create(client, index, documents(['a', 'b', 'a', 'c'])),
  )
  assert.deepEqual([created, errors.count, await count(index)], [3, 1, 3])
  assert.deepEqual([errors.first[0]?.id, errors.first[0]?.place], ['a', 'line 3'])
})

test('documents that stay refused become errors with place and reason', async () => {
  const index = await newIndex()
  const unavailable = { status: 503, error: { type: 'unavailable', reason: 'no shard' } }
  const stubborn: Handler = async ({ path, body }, forward) => {
    if (!path.endsWith('/_bulk')) return forward()
    const first = body.includes('"_id":"0"') ? await send(index, body) : []
    const items = [...first, { create: { _index: index, ...unavailable } }]
    return { status: 200, body: { took: 1, errors: true, items } }
  }
  const { created, errors } = await withProxy(stubborn, (client) => create(client, index, documents(upTo(2))))
  assert.equal(created, 1)
  assert.equal(errors.first[0]?.place, 'line 2')
  assert.match(
    errors.first[0]?.reason ?? '',
    /^refused with status 503, got unavailable: no shard after 4 tries/,
  )
})

test('an Elasticsearch that refuses everything ends in an error that says so, in bounded time', async () => {
  const index = await newIndex()
  const handler: Handler = async ({ path }, forward) => (path.endsWith('/_bulk') ? NOT_NOW : forward())
  const loading = withProxy(handler, (client) => create(client, index, documents(upTo(50))))
  await assert.rejects(loading, (error: Error) => {
    assert.ok(error instanceof BackendError)
    assert.match(error.message, /10 documents could not be sent .* after 4 tries in .*429.*queue full/)
    return true
  })
})

test('an Elasticsearch that is away ends in an error that says so', async () => {
  const client = testClient('http://127.0.0.1:9')
  const loading = create(client, 'x', documents(upTo(50)))
  await assert.rejects(loading, { name: 'BackendError', message: /after 4 tries.*ECONNREFUSED/ })
  await client.close()
})

test('a batch too large for a proxy on the way is sent in parts, and a document too large is an error', async () => {
  const index = await newIndex()
  const handler: Handler = async ({ path, body }, forward) => {
    const tooLarge = path.endsWith('/_bulk') && (body.length > 200 || body.includes('"_id":"7"'))
    return tooLarge ? { status: 413, body: {} } : forward()
  }
  const { created, errors } = await withProxy(handler, (client) => create(client, index, documents(upTo(10))))
  assert.deepEqual([created, errors.count, await count(index)], [9, 1, 9])
  assert.match(errors.first[0]?.reason ?? '', /413/)
})

test('a document over the limit of one document is an error and is not sent', async () => {
  const index = await newIndex()
  async function* items(): AsyncGenerator<BulkItem> {
    yield { id: 'large', place: 'line 1', document: { text: 'x'.repeat(2_000) } }
    yield { id: 'small', place: 'line 2', document: { text: 'x' } }
  }
  const limits = { ...SMALL, documentBytes: 1_000 }
  const { created, errors } = await create(direct, index, items(), { limits })
  assert.equal(created, 1)
  assert.match(errors.first[0]?.reason ?? '', /^expected a document of at most 1000 bytes, got 20\d\d$/)
})

test('a document that the mapping refuses is an error with what Elasticsearch says', async () => {
  const index = `${prefix}-strict`
  await direct.indices.create({
    index,
    mappings: { dynamic: 'strict', properties: { number: { type: 'date' } } },
  })
  async function* items(): AsyncGenerator<BulkItem> {
    yield { id: '1', place: 'line 1', document: { number: 'soon' } }
  }
  const { created, errors } = await create(direct, index, items())
  assert.equal(created, 0)
  assert.match(errors.first[0]?.reason ?? '', /failed to parse field \[number\]/)
})

test('of many errors all are counted and the first thousand are kept', async () => {
  const index = await newIndex()
  const { created, errors } = await create(direct, index, documents(Array(1_500).fill('same')), {
    limits: DEFAULT_LIMITS,
  })
  assert.deepEqual(
    [created, errors.count, errors.first.length, errors.groups[0]?.count],
    [1, 1_499, 1_000, 1_499],
  )
})

test('an abort stops the loading', async () => {
  const index = await newIndex()
  const stop = new AbortController()
  async function* endless(): AsyncGenerator<BulkItem> {
    for (let i = 0; ; i += 1) {
      if (i === 100) stop.abort(new Error('enough'))
      yield { id: String(i), place: `line ${i}`, document: {} }
    }
  }
  await assert.rejects(create(direct, index, endless(), { signal: stop.signal }), { message: 'enough' })
})

test('what a source throws is thrown, and nothing is sent after it', async () => {
  const index = await newIndex()
  async function* broken(): AsyncGenerator<BulkItem> {
    yield { id: '1', place: 'line 1', document: {} }
    throw new Error('disk gone')
  }
  await assert.rejects(create(direct, index, broken()), { message: 'disk gone' })
  assert.equal(await count(index), 0)
})
