import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, test } from 'node:test'
import { ofSite } from '../../../src/content/sources/of-site.ts'
import { openSource, type Source } from '../../../src/content/sources/source.ts'
import { type SyncOptions, sync } from '../../../src/index/sync/sync.ts'
import { watchSources } from '../../../src/index/sync/watch.ts'
import { applyWrites } from '../../../src/index/write/apply-writes.ts'
import { makeChanges } from '../../../src/index/write/change.ts'
import { dropIndexes, indexBlog, memorySource, testClient, testPrefix } from '../../helpers/test-index.ts'
import { aComment, aPost, contextFor, deletePost, putPost, whatIsFound } from '../write/blog.ts'

const client = testClient()
const prefixes: string[] = []
// With few indexes at a time, Elasticsearch makes new ones sooner.
afterEach(async () => {
  for (const prefix of prefixes.splice(0)) await dropIndexes(prefix)
})
after(() => client.close())

const NUMBERS = Array.from({ length: 10 }, (_, i) => i)
const POSTS = NUMBERS.map((i) => aPost(`p${i}`))
const COMMENTS = [aComment('1', 'p1'), aComment('2', 'p2')]

/** A blog of ten posts and two comments, and what a sync makes of it. */
async function aBlog() {
  const prefix = testPrefix()
  prefixes.push(prefix)
  await indexBlog({ posts: POSTS, comments: COMMENTS }, prefix)
  const ctx = contextFor(client, prefix)
  return {
    prefix,
    ctx,
    sync: async (documents: object[], options: SyncOptions = {}, source: Partial<Source> = {}) => {
      const report = await sync(ctx, [{ ...memorySource(documents), ...source }], options)
      await client.indices.refresh({ index: `${prefix}-*` })
      const { posts, comments } = report
      const counts = ({ created, updated, deleted, unchanged }: typeof posts) => [
        created,
        updated,
        deleted,
        unchanged,
      ]
      return { report, posts: counts(posts), comments: counts(comments) }
    },
    found: () => whatIsFound(client, prefix),
  }
}

test('what is as it was is not written, and all of a source knows a new name of its part', async () => {
  const blog = await aBlog()
  const { posts, comments } = await blog.sync([...COMMENTS, ...POSTS])
  assert.deepEqual(
    [posts, comments],
    [
      [0, 0, 0, 10],
      [0, 0, 0, 2],
    ],
  )

  const ofNotes = await blog.sync([], {}, ofSite(memorySource([...COMMENTS, ...POSTS]), 'Notes'))
  assert.deepEqual(
    [ofNotes.posts, ofNotes.comments],
    [
      [0, 10, 0, 0],
      [0, 0, 0, 2],
    ],
  )
  for (const [kind, expected] of [
    ['posts', 10],
    ['comments', 2],
  ] as const) {
    const { count } = await client.count({
      index: `${blog.prefix}-${kind}`,
      query: { term: { site: 'notes' } },
    })
    assert.equal(count, expected, kind)
  }
})

test('an index of another version, which lacks a field, is told with what to do', async () => {
  const prefix = testPrefix()
  prefixes.push(prefix)
  const index = `${prefix}-posts`
  await client.indices.create({
    index,
    mappings: { dynamic: 'strict', properties: { id: { type: 'keyword' } } },
  })
  const change = { id: 'a', before: undefined, after: { ...POSTS[0], site: 'Notes' } }
  await assert.rejects(makeChanges(client, index, [change], false), /: run `blog-search reindex`$/)
})

test('what is new, changed and gone is, comments and words with it', async () => {
  const blog = await aBlog()
  const changed = [
    ...POSTS.slice(2),
    aPost('p1', { title: 'Apricot' }),
    aPost('new', { text: 'Brandnew' }),
    aComment('1', 'p1'),
    aComment('3', 'new'),
  ]
  const { posts, comments, report } = await blog.sync(changed, { maxDeleted: 0.5 })
  assert.deepEqual(
    [posts, comments],
    [
      [1, 1, 1, 8],
      [1, 0, 1, 1],
    ],
  )
  assert.deepEqual(report.posts.examples, {
    created: ['new'],
    updated: ['p1'],
    deleted: ['p0'],
    withoutPost: [],
  })
  const found = await blog.found()
  assert.deepEqual(found.comments, { 'new#3': 'Comment 3 (Title of new)', 'p1#1': 'Comment 1 (Apricot)' })
  assert.ok(found.posts.p0 === undefined && found.words.includes('brandnew'))
})

test('a draft is taken out, and a post that is due comes in', async () => {
  const blog = await aBlog()
  const documents = [
    ...POSTS.slice(1),
    aPost('p0', { draft: true }),
    aPost('later', { date: '2030-01-01' }),
    ...COMMENTS,
  ]
  const first = await blog.sync(documents)
  assert.deepEqual(first.posts, [0, 0, 1, 9])
  assert.deepEqual(first.report.posts.skipped, { draft: 1, future: 1 })
  assert.equal(first.report.posts.nextDue, '2030-01-01T00:00:00Z')
  const second = await blog.sync(documents, { now: new Date('2030-01-02') })
  assert.deepEqual(second.posts, [1, 0, 0, 9])
})

test('much is not deleted without force, nor by a window, nor after a failure', async () => {
  const blog = await aBlog()
  const few = [...POSTS.slice(0, 5), ...COMMENTS]
  const { report } = await blog.sync(few)
  assert.equal(
    report.notDeleted,
    'expected at most 20 % of the posts to be gone (--force deletes them), got 5 of 10',
  )
  const window = await blog.sync(few, {}, { complete: false, name: 'feed.xml' })
  assert.deepEqual([window.report.windows, window.report.notDeleted], [['feed.xml'], undefined])
  const failed = await blog.sync([...POSTS.slice(1), { id: 'p0' }, ...COMMENTS])
  assert.match(failed.report.notDeleted ?? '', /^1 documents failed/)
  assert.equal(Object.keys((await blog.found()).posts).length, 10)
  const forced = await blog.sync(few, { force: true })
  assert.deepEqual(forced.posts, [0, 0, 5, 5])
})

test('what a source says is not for readers goes, though a document failed or it is a window', async () => {
  const blog = await aBlog()
  const documents = [
    aPost('p0', { draft: true }),
    ...POSTS.slice(1),
    ...COMMENTS.slice(0, 1),
    { ...COMMENTS[1], approved: false },
    { id: 'broken' },
  ]
  const { report } = await blog.sync(documents, { maxDeleted: 0.5 }, { complete: false })
  assert.deepEqual([report.posts.examples.deleted, report.comments.examples.deleted], [['p0'], ['p2#2']])
  const { posts, comments } = await blog.found()
  assert.deepEqual([Object.keys(posts).length, Object.keys(comments)], [9, ['p1#1']])
  const both = [...POSTS, aPost('p1', { draft: true }), ...COMMENTS]
  assert.equal((await blog.sync(both)).report.posts.deleted, 0)
  const much = POSTS.map((post) => ({ ...post, draft: true }))
  assert.match((await blog.sync(much)).report.notDeleted ?? '', /^expected at most 20 % of the posts/)
})

test('a dry run of a reindex says what it would do, of windows and where nothing is indexed too', async () => {
  const blog = await aBlog()
  await applyWrites(blog.ctx, [deletePost(Date.now(), 'p1'), putPost(Date.now(), aPost('p2'))], true)
  const dry = { dryRun: true, force: true, everything: true }
  const source = { complete: false }
  const { report } = await blog.sync(POSTS.slice(1, 5), dry, source)
  assert.deepEqual([report.posts.deleted, report.posts.newerByApi, report.windows], [6, 1, undefined])
  const replaced = await blog.sync([...POSTS.slice(0, 2), aPost('new')], { ...dry, replace: true }, source)
  assert.deepEqual(replaced.posts, [2, 0, 8, 1])
  const ctx = contextFor(client, testPrefix())
  const { posts } = await sync(ctx, [memorySource([...POSTS, ...COMMENTS])], dry)
  assert.deepEqual([posts.created, posts.deleted], [10, 0])
})

test('the dry run of a reindex finds what the reindex would: repeated posts, comments without posts, failures, mended fields', async () => {
  const blog = await aBlog()
  const documents = [
    aPost('p0', { title: 'Older', date: '2019-01-01' }),
    aPost('p0', { title: 'Newer', date: '2019-01-02' }),
    aPost('p1', { date: 'soon' }),
    aPost('hidden', { draft: true }),
    { id: 'x', text: 'No address' },
    aComment('1', 'p0'),
    aComment('1', 'p0'),
    aComment('2', 'p9'),
    aComment('3', 'hidden'),
  ]
  const dry = { dryRun: true, force: true, everything: true }
  const { report } = await blog.sync(documents, dry)
  assert.deepEqual(report.posts.skipped, { draft: 1, 'another post has its address': 1 })
  assert.deepEqual(report.comments.skipped, { 'repeated id': 1, 'comment of an unpublished post': 1 })
  assert.deepEqual([report.comments.withoutPost, report.comments.examples.withoutPost], [1, ['p9#2']])
  assert.deepEqual([report.failed.count, report.mended.count], [1, 3])
  assert.match(report.refused?.join() ?? '', /^Expected no document to fail .* with --max-errors 1\.$/)
  assert.equal((await blog.sync(documents, { ...dry, maxErrors: 1 })).report.refused, undefined)
})

test('of two posts at one address the newer is written once, and not again', async () => {
  const blog = await aBlog()
  const newer = aPost('p0', { title: 'Newer', date: '2019-01-02' })
  const documents = [
    ...POSTS.slice(1),
    newer,
    aPost('p0', { title: 'Older', date: '2019-01-01' }),
    ...COMMENTS,
  ]
  const first = await blog.sync(documents)
  assert.deepEqual([first.report.posts.updated, first.report.posts.deleted], [1, 0])
  const second = await blog.sync(documents)
  assert.deepEqual([second.report.posts.updated, second.report.posts.unchanged], [0, 10])
  assert.deepEqual(second.report.posts.skipped, { 'another post has its address': 1 })
})

test('a dry run says what would be done, and does nothing', async () => {
  const blog = await aBlog()
  const documents = [...POSTS.slice(1), aPost('p1', { text: 'x' }), aPost('new'), ...COMMENTS]
  const { report } = await blog.sync(documents, { dryRun: true })
  assert.deepEqual(report.posts.examples, {
    created: ['new'],
    updated: ['p1'],
    deleted: ['p0'],
    withoutPost: [],
  })
  assert.deepEqual((await blog.sync([...POSTS, ...COMMENTS])).posts, [0, 0, 0, 10])
})

test('what came by the API stays, unless its source is newer', async () => {
  const blog = await aBlog()
  const write = [putPost(Date.now(), aPost('api')), putPost(Date.now(), aPost('p1', { title: 'By the API' }))]
  await applyWrites(blog.ctx, [...write, deletePost(Date.now(), 'p2')], true)
  const { posts, report } = await blog.sync([...POSTS, ...COMMENTS])
  assert.deepEqual(posts, [0, 0, 0, 8])
  assert.equal(report.posts.newerByApi, 2)
  const updated = new Date(Date.now() + 1_000).toISOString()
  const newer = POSTS.map((post) => (post.id === 'p1' || post.id === 'p2' ? { ...post, updated } : post))
  await blog.sync([...newer, ...COMMENTS])
  const found = await blog.found()
  assert.deepEqual(
    [found.posts.api, found.posts.p1, found.posts.p2],
    ['Title of api', 'Title of p1', 'Title of p2'],
  )
})

test('a folder that is watched is followed until it is stopped', async () => {
  const blog = await aBlog()
  const folder = await mkdtemp(join(tmpdir(), 'sync-test-'))
  const file = join(folder, 'posts.ndjson')
  const write = (documents: object[]) =>
    writeFile(file, documents.map((one) => `${JSON.stringify(one)}\n`).join(''))
  await write([...POSTS, ...COMMENTS])
  const stop = new AbortController()
  const watched = { paths: [folder], everyMs: 50, open: async () => [await openSource(folder, {})] }
  const outcomes = watchSources({ ...blog.ctx, signal: stop.signal }, watched, {})[Symbol.asyncIterator]()
  const first = await outcomes.next()
  assert.equal(first.value instanceof Error ? first.value : first.value?.posts.unchanged, 10)
  const next = outcomes.next()
  await write([...POSTS, aPost('fresh'), ...COMMENTS])
  const { value } = await next
  assert.ok(value !== undefined && !(value instanceof Error), String(value))
  assert.deepEqual(value.posts.examples.created, ['fresh'])
  const last = outcomes.next()
  stop.abort()
  assert.equal((await last).done, true)
  await rm(folder, { recursive: true })
})
