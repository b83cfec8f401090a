import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import fc from 'fast-check'
import { applyWrites } from '../../../src/index/write/apply-writes.ts'
import type { Write } from '../../../src/index/write/write.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../../helpers/test-index.ts'
import {
  aComment,
  aPost,
  contextFor,
  deleteComment,
  deletePost,
  putComment,
  putPost,
  whatIsFound,
} from './blog.ts'

const client = testClient()
const prefixes: string[] = []
// With few indexes at a time, Elasticsearch makes new ones sooner.
afterEach(async () => {
  for (const prefix of prefixes.splice(0)) await dropIndexes(prefix)
})
after(() => client.close())

/** A blog with the posts a and b and a comment on a, and what writes do to it. */
async function aBlog() {
  const prefix = testPrefix()
  prefixes.push(prefix)
  const posts = [aPost('a', { text: 'Apple' }), aPost('b', { text: 'Banana', updated: '2020-01-01' })]
  await indexBlog({ posts, comments: [aComment('1', 'a')] }, prefix)
  return {
    write: (...writes: Write[]) => applyWrites(contextFor(client, prefix), writes, 'wait_for'),
    found: () => whatIsFound(client, prefix),
    prefix,
  }
}

test('a new post and its comment can be found, and their words are in the vocabulary', async () => {
  const { write, found } = await aBlog()
  const results = await write(
    putPost(10, aPost('c', { title: 'Cherry' })),
    putComment(10, aComment('1', 'c', { text: 'Sour' })),
  )
  assert.deepEqual(results, ['created', 'created'])
  const { posts, comments, words } = await found()
  assert.equal(posts.c, 'Cherry')
  assert.equal(comments['c#1'], 'Sour (Cherry)')
  assert.deepEqual(
    ['cherry', 'sour'].filter((word) => !words.includes(word)),
    [],
  )
})

test('comments whose ids have a # are not mistaken for each other', async () => {
  const { write, found } = await aBlog()
  await write(
    putPost(10, aPost('x#y', { title: 'Long' })),
    putPost(10, aPost('x', { title: 'Short' })),
    putComment(10, aComment('z', 'x#y', { text: 'First' })),
    putComment(10, aComment('y#z', 'x', { text: 'Second' })),
  )
  assert.deepEqual(await write(deleteComment(20, 'x', 'y#z')), ['deleted'])
  const { comments } = await found()
  delete comments['a#1']
  assert.deepEqual(comments, { 'x#y#z': 'First (Long)' })
})

test('a post that is deleted takes its comments and the words with it that were only there', async () => {
  const { write, found } = await aBlog()
  assert.deepEqual(await write(deletePost(10, 'a')), ['deleted'])
  const { posts, comments, words } = await found()
  assert.deepEqual([Object.keys(posts), comments], [['b'], {}])
  assert.deepEqual(
    words,
    ['banana', 'text', 'title'].filter((word) => words.includes(word)),
  )
  assert.ok(!words.includes('apple') && !words.includes('comment') && words.includes('banana'))
})

test('a post that changes lets its comments follow, and loses words', async () => {
  const { write, found } = await aBlog()
  assert.deepEqual(await write(putPost(10, aPost('a', { title: 'Apricot', text: 'getUserName' }))), [
    'updated',
  ])
  const { comments, words } = await found()
  assert.equal(comments['a#1'], 'Comment 1 (Apricot)')
  assert.ok(words.includes('apricot') && words.includes('user') && !words.includes('apple'))
})

test('a word stays that is still a part of another', async () => {
  const { write, found } = await aBlog()
  await write(putPost(10, aPost('c', { text: 'getUserName' })), putPost(10, aPost('d', { text: 'The user' })))
  await write(deletePost(20, 'd'))
  assert.ok((await found()).words.includes('user'))
  await write(deletePost(20, 'c'))
  assert.ok(!(await found()).words.includes('user'))
})

test('an older write neither overwrites nor revives a newer', async () => {
  const { write, found } = await aBlog()
  assert.deepEqual(await write(putPost(20, aPost('c', { title: 'New' }))), ['created'])
  assert.deepEqual(await write(putPost(10, aPost('c', { title: 'Old' })), deletePost(10, 'c')), [
    'older',
    'older',
  ])
  assert.deepEqual(await write(deletePost(30, 'c'), putPost(25, aPost('c'))), ['deleted', 'older'])
  assert.deepEqual(await write(deletePost(30, 'never'), putPost(25, aPost('never'))), ['not found', 'older'])
  assert.deepEqual(await write(putPost(31, aPost('c', { title: 'Newest' }))), ['created'])
  assert.equal((await found()).posts.c, 'Newest')
  const before2020 = Date.parse('2019-12-31')
  assert.deepEqual(await write(putPost(before2020, aPost('b')), deletePost(before2020, 'b')), [
    'older',
    'older',
  ])
})

test('a comment of a post that is not there is not written', async () => {
  const { write, found } = await aBlog()
  const comment = putComment(10, aComment('1', 'nowhere'))
  assert.deepEqual(await write(comment, deleteComment(10, 'a', '1'), deletePost(Date.now(), 'b')), [
    'no post',
    'deleted',
    'deleted',
  ])
  assert.deepEqual(await write(putComment(9, aComment('1', 'a')), putComment(11, aComment('1', 'b'))), [
    'older',
    'no post',
  ])
  assert.deepEqual((await found()).comments, {})
})

test('writes of one document in one request count in their order', async () => {
  const { write, found } = await aBlog()
  const results = await write(
    putPost(10, aPost('c')),
    putComment(10, aComment('1', 'c')),
    deletePost(11, 'c'),
    putPost(12, aPost('c', { title: 'Again' })),
  )
  assert.deepEqual(results, ['created', 'created', 'deleted', 'created'])
  const { posts, comments } = await found()
  assert.deepEqual([posts.c, Object.keys(comments)], ['Again', ['a#1']])
})

test('many at once write one document: one of them counts, none is lost half', async () => {
  const { write, found } = await aBlog()
  const writers = Array.from({ length: 12 }, (_, i) =>
    write(putPost(100 + i, aPost('x', { title: `Version ${i}` }))),
  )
  const results = (await Promise.all(writers)).flat()
  assert.equal(results.filter((result) => result === 'created').length, 1)
  assert.equal((await found()).posts.x, 'Version 11')
})

test('without an index of the blog nothing is written, and none is made', async () => {
  const prefix = testPrefix()
  prefixes.push(prefix)
  await assert.rejects(
    applyWrites(contextFor(client, prefix), [putPost(1, aPost('a')), deletePost(1, 'a')]),
    /expected an alias of one index, got none; run `blog-search reindex`/,
  )
  assert.equal(await client.indices.exists({ index: `${prefix}-posts` }), false)
})

test('while the disk is too full for writing, a write fails soon and says so, and then it can be done', async () => {
  const { write, found, prefix } = await aBlog()
  const index = `${prefix}-posts`
  const block = (isFull: boolean) =>
    client.indices.putSettings({ index, settings: { index: { blocks: { read_only_allow_delete: isFull } } } })
  await block(true)
  for (const one of [putPost(10, aPost('a', { text: 'Apple' })), deletePost(10, 'a')])
    await assert.rejects(write(one), /flood-stage watermark/)
  await block(false)
  assert.deepEqual(await write(deletePost(11, 'a')), ['deleted'])
  assert.deepEqual(Object.keys((await found()).posts), ['b'])
})

/** A write that came without a version, at a time by the clock of its service. */
const newest = (write: Write): Write => ({ ...write, newest: true })

test('of writes of one document in the same millisecond the last one counts, whatever they are', async () => {
  const { write, found } = await aBlog()
  const put = (title: string) => newest(putPost(10, aPost('c', { title })))
  assert.deepEqual(await write(put('One'), newest(deletePost(10, 'c')), put('Two')), [
    'created',
    'deleted',
    'created',
  ])
  assert.equal((await found()).posts.c, 'Two')
  assert.deepEqual(await write(put('Three'), newest(deletePost(10, 'c'))), ['updated', 'deleted'])
  assert.equal((await found()).posts.c, undefined)
})

test('a write without a version is newer than one that came before by a clock that runs ahead', async () => {
  const { write, found } = await aBlog()
  await write(newest(putPost(5_000, aPost('c', { title: 'Ahead' }))))
  assert.deepEqual(await write(newest(putPost(1_000, aPost('c', { title: 'Behind' })))), ['updated'])
  assert.equal((await found()).posts.c, 'Behind')
  assert.deepEqual(await write(newest(deletePost(1_000, 'c'))), ['deleted'])
  // What is older by its own version than what was deleted stays away.
  assert.deepEqual(await write(putPost(4_000, aPost('c'))), ['older'])
})

test('any batch without versions ends as its writes do one by one', async () => {
  const { write, found } = await aBlog()
  const step = fc.record({ id: fc.constantFrom('x', 'y'), isDelete: fc.boolean(), title: fc.nat(99) })
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      run += 1
      const name = (id: string) => `${id}${run}`
      const model = new Map<string, string>()
      for (const { id, isDelete, title } of steps) {
        if (isDelete) model.delete(name(id))
        else model.set(name(id), `T${title}`)
      }
      await write(
        ...steps.map(({ id, isDelete, title }) =>
          newest(isDelete ? deletePost(10, name(id)) : putPost(10, aPost(name(id), { title: `T${title}` }))),
        ),
      )
      const { posts } = await found()
      for (const id of ['x', 'y']) assert.equal(posts[name(id)], model.get(name(id)))
    }),
    { numRuns: 8 },
  )
})

test('of two deletions at the same moment the newer one is remembered, in whatever order they are stored', async () => {
  const { write } = await aBlog()
  const names = Array.from({ length: 12 }, (_, i) => `gone${i}`)
  await Promise.all(names.flatMap((id) => [write(deletePost(20, id)), write(deletePost(30, id))]))
  const results = await write(...names.map((id) => putPost(25, aPost(id))))
  assert.deepEqual(
    results,
    names.map(() => 'older'),
  )
})
