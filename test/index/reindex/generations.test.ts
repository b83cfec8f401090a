import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, afterEach, test } from 'node:test'
import { indexesOf } from '../../../src/elastic/generation.ts'
import { readGenerationId } from '../../../src/elastic/generation-id.ts'
import { takeReindexLock } from '../../../src/elastic/reindex-lock.ts'
import { stateIndex } from '../../../src/elastic/state-index.ts'
import { compareCanaries } from '../../../src/index/reindex/canaries.ts'
import { listGenerations, rollBack } from '../../../src/index/reindex/generations.ts'
import { applyWrites } from '../../../src/index/write/apply-writes.ts'
import {
  dropIndexes,
  indexBlog,
  listIndexes,
  memorySource,
  reindexSources,
  testClient,
  testPrefix,
} from '../../helpers/test-index.ts'
import { aComment, aPost, contextFor, deletePost, putComment, putPost, whatIsFound } from '../write/blog.ts'

const client = testClient()
const prefixes: string[] = []
// With few indexes at a time, Elasticsearch makes new ones sooner.
afterEach(async () => {
  for (const prefix of prefixes.splice(0)) await dropIndexes(prefix)
})
after(() => client.close())

function newPrefix(): string {
  const prefix = testPrefix()
  prefixes.push(prefix)
  return prefix
}

test('generations are listed with what they have, and one can go back', async () => {
  const prefix = newPrefix()
  await indexBlog({ posts: [aPost('a'), aPost('b')], comments: [aComment('1', 'a')] }, prefix)
  await indexBlog({ posts: [aPost('a')] }, prefix)
  const [now, before] = await listGenerations(client, prefix)
  assert.deepEqual([now?.serves, before?.serves, now?.complete, before?.complete], [true, false, true, true])
  assert.deepEqual(before?.documents, { posts: 2, comments: 1, words: before?.documents.words })
  assert.equal(now?.documents.posts, 1)
  assert.ok((now?.bytes ?? 0) > 0 && (now?.schemaVersion ?? 0) > 3)
  assert.match(now?.created ?? '', /^20\d\d-\d\d-\d\dT/)

  const back = await rollBack(client, { indexPrefix: prefix, language: 'en' })
  assert.equal(back.stamp, before?.stamp)
  assert.deepEqual(Object.keys((await whatIsFound(client, prefix)).posts), ['a', 'b'])
  await assert.rejects(rollBack(client, { indexPrefix: prefix, language: 'en' }), {
    message: `There is no generation before the one that serves (others: ${now?.stamp}); \`rollback --forward\` goes the other way.`,
  })
  const forward = await rollBack(client, { indexPrefix: prefix, language: 'en' }, { forward: true })
  assert.equal(forward.stamp, now?.stamp)
  assert.deepEqual(Object.keys((await whatIsFound(client, prefix)).posts), ['a'])
})

test('going back does not bring back what the API deleted, and looks only at the words of that', async (t) => {
  const prefix = newPrefix()
  const posts = [aPost('a', { text: 'Secret' }), aPost('b', { text: 'Untouched' })]
  const blog = { posts, comments: [aComment('1', 'a', { text: 'Hushed' })] }
  await indexBlog(blog, prefix)
  await indexBlog(blog, prefix)
  await applyWrites(contextFor(client, prefix), [deletePost(Date.now(), 'a')], true)
  const { mock } = t.mock.method(client.transport, 'request')
  await rollBack(client, { indexPrefix: prefix, language: 'en' })
  const asked = JSON.stringify(mock.calls.map(({ arguments: [params] }) => params.body))
  mock.restore()
  assert.deepEqual([asked.includes('hushed'), asked.includes('untouched')], [true, false])
  const { words, ...found } = await whatIsFound(client, prefix)
  assert.deepEqual([Object.keys(found.posts), found.comments], [['b'], {}])
  assert.deepEqual(
    ['secret', 'hushed', 'untouched'].filter((word) => words.includes(word)),
    ['untouched'],
  )
})

test('going back keeps what the API wrote since, with its words, its comments and the popularity of posts', async () => {
  const prefix = newPrefix()
  const ctx = contextFor(client, prefix)
  const old = Date.parse('2020-01-01')
  await indexBlog({ posts: [aPost('a'), aPost('b'), aPost('c')] }, prefix)
  await applyWrites(ctx, [putPost(old, aPost('d', { text: 'Forgotten' }))], true)
  await indexBlog({ posts: [aPost('a'), aPost('b')] }, prefix)
  const now = Date.now()
  const writes = [
    putPost(now, aPost('new', { text: 'Marmalade' })),
    putPost(now, aPost('d', { text: 'Remembered' })),
    putPost(now, aPost('a', { title: 'Renamed' })),
    putComment(now, aComment('1', 'a', { text: 'Crumpets' })),
  ]
  await applyWrites(ctx, writes, true)
  await rollBack(client, { indexPrefix: prefix, language: 'en' })
  const { posts, comments, words } = await whatIsFound(client, prefix)
  assert.deepEqual(Object.keys(posts), ['a', 'b', 'c', 'd', 'new'])
  assert.equal(posts.a, 'Renamed')
  assert.deepEqual(comments, { 'a#1': 'Crumpets (Renamed)' })
  assert.deepEqual(
    ['marmalade', 'remembered', 'crumpets', 'forgotten'].map((word) => words.includes(word)),
    [true, true, true, false],
  )
})

test('a reindex takes over what the API wrote and deleted, unless only its sources are to count', async () => {
  const prefix = newPrefix()
  const posts = [aPost('a'), aPost('b')]
  await indexBlog({ posts }, prefix)
  const write = putPost(Date.now(), aPost('api', { popularity: 0.5 }))
  await applyWrites(contextFor(client, prefix), [write, deletePost(Date.now(), 'b')], true)
  const { report } = await indexBlog({ posts }, prefix)
  assert.deepEqual(Object.keys((await whatIsFound(client, prefix)).posts), ['a', 'api'])
  assert.deepEqual([report.posts.indexed, report.posts.carriedOver], [2, 1])
  assert.deepEqual(report.posts.skipped, { 'deleted by the API': 1 })
  await reindexSources([memorySource(posts)], prefix, { replace: true })
  assert.deepEqual(Object.keys((await whatIsFound(client, prefix)).posts), ['a', 'b'])
})

test('only one reindex runs at a time, and a dead one is no hindrance', async () => {
  const prefix = newPrefix()
  await indexBlog({ posts: [aPost('a')] }, prefix)
  const lock = await takeReindexLock(client, prefix, '20990101t000000000-0000')
  const refused = await reindexSources([memorySource([aPost('b')])], prefix)
  assert.equal(refused.swapped, false)
  assert.match(refused.reasons.join(), /^Another reindex is running: process \d+ on .*\.$/)
  await lock.release()

  await dieWithLock(prefix, '20990101t000000000-0000')
  const report = await reindexSources([memorySource([aPost('b')])], prefix)
  assert.deepEqual(report.reasons, [])
  assert.ok(!(await listIndexes(prefix)).some((name) => name.includes('2099')))
})

test('what several dead reindexes left is deleted by the next that lives, a rollback too', async () => {
  const prefix = newPrefix()
  await indexBlog({ posts: [aPost('a')] }, prefix)
  await dieWithLock(prefix, '20990101t000000000-0000')
  await dieWithLock(prefix, '20990101t000000000-0001')
  await indexBlog({ posts: [aPost('b')] }, prefix)
  assert.equal((await listIndexes(prefix)).length, 6)
  await dieWithLock(prefix, '20990101t000000000-0002')
  await rollBack(client, { indexPrefix: prefix, language: 'en' })
  assert.equal((await listIndexes(prefix)).length, 6)
  assert.deepEqual(Object.keys((await whatIsFound(client, prefix)).posts), ['a'])
})

/** Leaves what a reindex leaves that is killed as soon as it has made its indexes, before it looked for those of others. */
async function dieWithLock(prefix: string, stamp: string): Promise<void> {
  await takeReindexLock(client, prefix, stamp)
  for (const index of Object.values(indexesOf(prefix, stamp))) await client.indices.create({ index })
  const child = spawn('true')
  await once(child, 'exit')
  const where = { index: stateIndex(prefix), id: 'reindex' }
  const { _source } = await client.get<{ lock: { holder: object } }>(where)
  const holder = { ..._source?.lock.holder, pid: child.pid }
  await client.index({ ...where, document: { lock: { ..._source?.lock, holder, loading: stamp } } })
}

test('canaries do not mind the order of equal posts', async (t) => {
  const equal = Array.from({ length: 30 }, (_, i) => ({
    id: `equal-${i}`,
    url: `/equal-${i}/`,
    title: 'The same note',
    text: 'We saw the same birds in the same garden again.',
  }))
  const { prefix } = await indexBlog({ posts: equal })
  t.after(() => dropIndexes(prefix))
  // It throws where a canary refuses the new indexes.
  await indexBlog({ posts: equal.toReversed() }, prefix)
})

test('canaries notice an index that finds posts less well', async () => {
  const prefix = newPrefix()
  const posts = Array.from({ length: 10 }, (_, i) =>
    aPost(`p${i}`, { title: `Kettle number ${'abcdefghij'[i]}` }),
  )
  await indexBlog({ posts }, prefix)
  await indexBlog({ posts }, prefix)
  const [now, before] = await listGenerations(client, prefix)
  const indexes = [before, now].map((generation) => indexesOf(prefix, generation?.stamp ?? ''))
  const [old, next] = indexes
  if (old === undefined || next === undefined) throw new Error('expected two generations')
  const ctx = { client, indexPrefix: prefix, language: 'en' as const }
  assert.deepEqual(await compareCanaries(ctx, old, next), [])
  const { _source } = await client.get<object>({ index: next.posts, id: 'p3' })
  const spoiled = { ..._source, title: 'Nothing', text: '' }
  await client.index({ index: next.posts, id: 'p3', document: spoiled, refresh: true })
  assert.deepEqual(await compareCanaries(ctx, old, next), [
    '"Kettle number d" found p3 at place 1, and does not among the first ten any more.',
  ])
})

test('a failed reindex can keep its indexes, which stay until the next but one, and nobody goes back to them', async () => {
  const prefix = newPrefix()
  await indexBlog({ posts: [aPost('a')] }, prefix)
  const report = await reindexSources([memorySource([aPost('b'), { url: '/nothing/' }])], prefix, {
    keepFailed: true,
  })
  assert.equal(report.swapped, false)
  assert.equal((await listIndexes(prefix)).length, 6)
  const [failed, serving] = await listGenerations(client, prefix)
  assert.deepEqual([failed?.serves, serving?.serves], [false, true])
  assert.deepEqual([failed?.complete, serving?.complete], [false, true])
  await indexBlog({ posts: [aPost('c')] }, prefix)
  assert.equal((await listIndexes(prefix)).length, 9)
  assert.equal((await rollBack(client, { indexPrefix: prefix, language: 'en' })).stamp, serving?.stamp)
})

test('no write makes an index by itself', async () => {
  const prefix = newPrefix()
  await indexBlog({ posts: [aPost('a')] }, prefix)
  const index = `${prefix}-posts-20990101t000000000-0000`
  await assert.rejects(client.index({ index, document: { id: 'x' } }), /no such index/)
})

test('the generation id changes with every write, every swap, and only then', async () => {
  const prefix = newPrefix()
  await indexBlog({ posts: [aPost('a')] }, prefix)
  const first = await readGenerationId(client, prefix)
  assert.equal(await readGenerationId(client, prefix), first)
  await applyWrites(contextFor(client, prefix), [putPost(Date.now(), aPost('b'))], false)
  const written = await readGenerationId(client, prefix)
  await client.indices.refresh({ index: `${prefix}-posts` })
  const visible = await readGenerationId(client, prefix)
  await indexBlog({ posts: [aPost('a')] }, prefix)
  const swapped = await readGenerationId(client, prefix)
  assert.equal(new Set([first, written, visible, swapped]).size, 4)
})
