import assert from 'node:assert/strict'
import { mkdtemp, readdir, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@elastic/elasticsearch'
import type { Source } from '../../../src/content/sources/source.ts'
import { createClient } from '../../../src/elastic/client.ts'
import { takeReindexLock } from '../../../src/elastic/reindex-lock.ts'
import { stateIndex } from '../../../src/elastic/state-index.ts'
import type { Progress } from '../../../src/index/reindex/loading.ts'
import {
  dropIndexes,
  indexBlog,
  listIndexes,
  memorySource,
  reindexSources,
  testClient,
  testPrefix,
} from '../../helpers/test-index.ts'
import { type Handler, startFaultyProxy } from './faulty-proxy.ts'

const client = testClient()
const prefixes: string[] = []
// With few indexes at a time, Elasticsearch makes new ones sooner.
afterEach(async () => {
  for (const prefix of prefixes.splice(0)) await dropIndexes(prefix)
})
after(() => client.close())

const FAST = { maxTries: 3, maxMs: 5_000, firstWaitMs: 5, maxWaitMs: 20 }

function newPrefix(): string {
  const prefix = testPrefix()
  prefixes.push(prefix)
  return prefix
}

function aPost(id: string, fields: object = {}) {
  return { id, url: `https://example.org/${id}`, title: `Title of ${id}`, text: `Text of ${id}`, ...fields }
}

function aComment(id: string, postId: string, fields: object = {}) {
  return { id, postId, text: `<p>Comment ${id}</p>`, ...fields }
}

/** The documents that searches find through an alias, by their `_id`. */
async function found(prefix: string, kind: 'posts' | 'comments'): Promise<Record<string, unknown>> {
  const { hits } = await client.search({ index: `${prefix}-${kind}`, size: 100, sort: '_doc' })
  return Object.fromEntries(hits.hits.map((hit) => [hit._id ?? '', withoutHash(hit._source)]))
}

function withoutHash(source: unknown): unknown {
  const { hash: _hash, ...document } = source as Record<string, unknown>
  return document
}

async function foundIds(prefix: string, kind: 'posts' | 'comments'): Promise<string[]> {
  return Object.keys(await found(prefix, kind)).sort()
}

/** Asserts that a blog of one post `old` serves as before, and that nothing else is left. */
async function assertOnlyOldServes(prefix: string): Promise<void> {
  assert.deepEqual(await foundIds(prefix, 'posts'), ['old'])
  assert.equal((await listIndexes(prefix)).length, 3)
}

async function withOldBlog(): Promise<string> {
  const prefix = newPrefix()
  await indexBlog({ posts: [aPost('old')] }, prefix)
  return prefix
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

test('posts and comments are found through both aliases, comments with what they need of their post', async () => {
  const prefix = newPrefix()
  const { report } = await indexBlog(
    {
      posts: [aPost('a', { tags: ['x'], date: '2020-01-02', language: 'en', author: 'Ann' }), aPost('b')],
      comments: [aComment('1', 'a')],
    },
    prefix,
  )
  assert.deepEqual(await foundIds(prefix, 'posts'), ['a', 'b'])
  assert.deepEqual(await found(prefix, 'comments'), {
    'a#1': {
      id: '1',
      postId: 'a',
      url: 'https://example.org/a#comment-1',
      comment: 'Comment 1',
      tags: ['x'],
      categories: [],
      keywords: [],
      language: 'en',
      post: {
        title: 'Title of a',
        url: 'https://example.org/a',
        excerpt: 'Text of a',
        date: '2020-01-02T00:00:00Z',
        author: 'Ann',
      },
    },
  })
  assert.deepEqual([report.posts.indexed, report.comments.indexed, report.failed.count], [2, 1, 0])
  assert.match(report.posts.index, new RegExp(`^${prefix}-posts-\\d{8}t\\d{9}-[0-9a-f]{4}$`))
  assert.equal(report.comments.index, report.posts.index.replace('-posts-', '-comments-'))
  assert.ok((report.posts.bytes ?? 0) > 0 && report.documentsPerSecond > 0)
})

test('the settings of index-mappings hold once an index serves', async () => {
  const prefix = newPrefix()
  const { report } = await indexBlog({ posts: [aPost('a')] }, prefix)
  const all = await client.indices.getSettings({ index: report.posts.index })
  const settings = all[report.posts.index]?.settings?.index
  assert.equal(settings?.auto_expand_replicas, '0-1')
  assert.equal(settings?.refresh_interval, undefined)
})

test('comments may come before their posts, and in another source', async () => {
  const prefix = newPrefix()
  const comments = memorySource([aComment('1', 'a'), aComment('2', 'b')], 'comments')
  const report = await reindexSources([comments, memorySource([aPost('a'), aPost('b')], 'posts')], prefix)
  assert.equal(report.swapped, true)
  assert.deepEqual(await foundIds(prefix, 'comments'), ['a#1', 'b#2'])
})

test('indexing twice changes nothing, and the first indexes are kept', async () => {
  const prefix = newPrefix()
  const blog = { posts: [aPost('a'), aPost('b')], comments: [aComment('1', 'a'), aComment('2', 'b')] }
  const first = await indexBlog(blog, prefix)
  const before = [await found(prefix, 'posts'), await found(prefix, 'comments')]
  const second = await indexBlog(blog, prefix)
  assert.deepEqual([await found(prefix, 'posts'), await found(prefix, 'comments')], before)
  assert.notEqual(second.report.posts.index, first.report.posts.index)
  const { posts, comments, words } = first.report
  assert.deepEqual(second.report.previous, [posts.index, comments.index, words.index])
})

test('two posts may have comments of one id', async () => {
  const prefix = newPrefix()
  const comments = [aComment('1', 'a'), aComment('1', 'b'), aComment('2', 'b')]
  await indexBlog({ posts: [aPost('a'), aPost('b')], comments }, prefix)
  assert.deepEqual(await foundIds(prefix, 'comments'), ['a#1', 'b#1', 'b#2'])
})

test('a comment whose key is too long is an error, not the end', async () => {
  const long = 'p'.repeat(500)
  const blog = [
    aPost('a'),
    aPost(long),
    aComment('1', 'a'),
    aComment('1', long),
    aComment('q'.repeat(300), long),
  ]
  const report = await reindexSources([memorySource(blog)], newPrefix(), { maxErrors: 1 })
  assert.deepEqual([report.swapped, report.comments.indexed, report.failed.count], [true, 2, 1])
  assert.match(
    report.failed.first[0]?.reason ?? '',
    /expected postId and id of at most 511 bytes together, got 800/,
  )
})

test('what must not be public is in no index, and is counted with its reason', async () => {
  const prefix = newPrefix()
  const now = new Date('2020-01-01T00:00:00Z')
  const documents = [
    aPost('public', { date: '2019-12-31' }),
    aPost('draft', { draft: true }),
    aPost('excluded', { search: false }),
    aPost('late', { date: '2031-01-01' }),
    aPost('soon', { date: '2020-01-01T01:00:00+00:30' }),
    aComment('ok', 'public'),
    aComment('unapproved', 'public', { approved: false }),
    aComment('later', 'public', { date: '2020-01-02' }),
    aComment('hidden', 'draft'),
    aComment('lost', 'nowhere'),
  ]
  const report = await reindexSources([memorySource(documents)], prefix, { now })
  assert.deepEqual(await foundIds(prefix, 'posts'), ['public'])
  assert.deepEqual(await foundIds(prefix, 'comments'), ['public#ok'])
  assert.deepEqual(report.posts.skipped, { draft: 1, excluded: 1, future: 2 })
  assert.equal(report.posts.nextDue, '2020-01-01T01:00:00+00:30')
  assert.deepEqual(report.comments.skipped, {
    unapproved: 1,
    future: 1,
    'comment of an unpublished post': 1,
    'comment of an unknown post': 1,
  })
})

test('a comment may name its post by address or slug', async () => {
  const prefix = newPrefix()
  const naming = (id: string, post: object) => ({ id, text: 'Hello', ...post })
  const comments = [
    naming('1', { postUrl: 'http://old.example.org/2019/cats/index.html?from=feed' }),
    naming('2', { postSlug: 'cats' }),
    naming('3', { postUrl: 'https://example.org/?p=7' }),
    naming('4', { postSlug: 'twice' }),
    naming('5', { postUrl: 'https://example.org/nowhere/' }),
    naming('6', { postUrl: 'https://example.org/old/cats.html' }),
    naming('7', { postUrl: 'https://example.org/2019/cats/' }),
  ]
  const posts = [
    aPost('1', { url: 'https://example.org/2019/cats/', aliases: ['/old/cats/'] }),
    aPost('2', { url: 'https://example.org/2019/twice/', aliases: ['/2019/cats/'] }),
    aPost('3', { url: 'https://example.org/2020/twice/' }),
    aPost('4', { url: 'https://example.org/?p=7' }),
  ]
  const { report } = await indexBlog({ posts, comments }, prefix)
  assert.deepEqual(await foundIds(prefix, 'comments'), ['1#1', '1#2', '1#6', '1#7', '4#3'])
  assert.deepEqual(report.comments.skipped, { 'comment of an unknown post': 2 })
  assert.deepEqual(report.comments.withoutPost, ['memory:8: twice', 'memory:9: https://example.org/nowhere/'])
})

test('what a source leaves out or mends is counted', async () => {
  const source: Source = {
    ...memorySource([]),
    async *items() {
      yield { kind: 'skipped', place: 'x:1', what: 'post', reason: 'attachment' }
      yield { kind: 'skipped', place: 'x:2', what: 'comment', reason: 'pingback' }
      yield { kind: 'document', place: 'x:3', value: aPost('a'), repaired: ['date', 'date', 'byte'] }
      yield { kind: 'document', place: 'x:4', value: aComment('1', 'a'), repaired: ['byte'] }
    },
  }
  const { posts, comments } = await reindexSources([source], newPrefix())
  assert.deepEqual([posts.skipped, posts.repaired], [{ attachment: 1 }, { date: 1, byte: 1 }])
  assert.deepEqual([comments.skipped, comments.repaired], [{ pingback: 1 }, { byte: 1 }])
})

test('unknown fields are left out and counted', async () => {
  const prefix = newPrefix()
  const posts = [aPost('a', { layout: 'x', mood: 1 }), aPost('b', { layout: 'y' })]
  const { report } = await indexBlog({ posts, comments: [aComment('1', 'a', { spam: 0 })] }, prefix)
  assert.deepEqual(report.posts.unknownFields, { layout: 2, mood: 1 })
  assert.deepEqual(report.comments.unknownFields, { spam: 1 })
})

const broken = [
  { name: 'a broken document', documents: [aPost('new'), aPost('bad', { url: 5 })], id: 'bad' },
  { name: 'a comment without text', documents: [aPost('new'), { id: '1', postId: 'new' }], id: '1' },
]
for (const { name, documents, id } of broken) {
  test(`with ${name} nothing is swapped, the report says which, and --max-errors lets it pass`, async () => {
    const prefix = await withOldBlog()
    const source = memorySource(documents)
    const report = await reindexSources([source], prefix)
    assert.equal(report.swapped, false)
    assert.deepEqual(report.reasons, [
      'Expected no document to fail (--max-errors 0), got 1. Mend them, or go on without them with --max-errors 1.',
    ])
    assert.deepEqual(
      report.failed.first.map((error) => [error.id, error.place]),
      [[id, `memory:${documents.length}`]],
    )
    assert.equal(report.failed.groups[0]?.count, 1)
    assert.equal(report.serving, 'old')
    await assertOnlyOldServes(prefix)

    assert.equal((await reindexSources([source], prefix, { maxErrors: 1 })).swapped, true)
    assert.deepEqual(await foundIds(prefix, 'posts'), ['new'])
  })
}

test('of two posts at one address the newer counts, and of two comments with one id the first; the others are told', async () => {
  const prefix = newPrefix()
  const source = memorySource([
    aComment('1', 'a', { text: 'First words' }),
    aPost('a', { title: 'Old', date: '2019-01-01', text: 'Onlyinold' }),
    aPost('a', { title: 'New', date: '2019-01-02' }),
    aPost('a', { title: 'Undated' }),
    aComment('1', 'a', { text: 'Second words' }),
  ])
  const report = await reindexSources([source], prefix)
  assert.equal(report.swapped, true)
  assert.deepEqual([report.posts.indexed, report.posts.skipped], [1, { 'another post has its address': 2 }])
  assert.deepEqual([report.comments.indexed, report.comments.skipped], [1, { 'repeated id': 1 }])
  assert.deepEqual(report.mended.first.map(({ place, id, given }) => [place, id, given]).sort(), [
    ['memory:2', 'a', 'another that counts: memory:3'],
    ['memory:4', 'a', 'another that counts: memory:3'],
    ['memory:5', 'a#1', undefined],
  ])
  const { hits } = await client.search<{ title: string }>({ index: report.posts.index })
  assert.equal(hits.hits[0]?._source?.title, 'New')
  const words = await client.mget({ index: report.words.index, ids: ['onlyinold', 'second', 'first'] })
  assert.deepEqual(
    words.docs.map((word) => 'found' in word && word.found),
    [false, false, true],
  )
})

test('an empty source, and a blog without a public post, are failures', async () => {
  const prefix = await withOldBlog()
  const empty = await reindexSources([memorySource([aPost('new')]), memorySource([], 'empty.ndjson')], prefix)
  assert.deepEqual(empty.reasons, ['empty.ndjson: expected posts or comments, got none.'])
  const drafts = await reindexSources([memorySource([aPost('new', { draft: true })])], prefix)
  assert.deepEqual(drafts.reasons, ['Expected posts that may be published, got none.'])
  await assertOnlyOldServes(prefix)
})

test('a source that breaks off is a failure with its name', async () => {
  const prefix = await withOldBlog()
  const source: Source = {
    name: 'disk',
    format: 'memory',
    complete: true,
    async *items() {
      yield { kind: 'document', place: 'disk:1', value: aPost('new') }
      throw new Error('EIO: i/o error')
    },
  }
  const report = await reindexSources([source], prefix)
  assert.deepEqual(report.reasons, ['disk: cannot be read: EIO: i/o error'])
  await assertOnlyOldServes(prefix)
})

test('searches through the alias go on without a failure during a reindex', async () => {
  const prefix = newPrefix()
  const posts = Array.from({ length: 300 }, (_, i) => aPost(`p${i}`))
  await indexBlog({ posts }, prefix)
  let running = true
  const searching = (async () => {
    const totals = new Set<unknown>()
    let searches = 0
    while (running) {
      const { hits, _shards } = await client.search({
        index: `${prefix}-posts`,
        track_total_hits: true,
        size: 1,
      })
      assert.equal(_shards.failed, 0)
      totals.add(typeof hits.total === 'object' ? hits.total.value : hits.total)
      searches += 1
    }
    return { totals: [...totals], searches }
  })()
  for (let i = 0; i < 3; i += 1) await indexBlog({ posts }, prefix)
  running = false
  const { totals, searches } = await searching
  assert.deepEqual(totals, [300])
  assert.ok(searches > 20, `expected many searches, got ${searches}`)
})

test('an index that has an alias for its name is refused before anything is made', async () => {
  const prefix = newPrefix()
  await client.indices.create({ index: `${prefix}-comments`, settings: { number_of_replicas: 0 } })
  const report = await reindexSources([memorySource([aPost('a')])], prefix)
  assert.match(report.reasons[0] ?? '', /-comments: expected an alias or nothing, got an index of this name/)
  assert.deepEqual(await listIndexes(prefix), [`${prefix}-comments`])
})

test('of the earlier generations only the last stays, and no index of another name is touched', async () => {
  const prefix = newPrefix()
  const strangers = [
    '-2-posts-20200101t000000000-0000',
    '-posts-archive',
    '-posts-20200101t000000000-0000-old',
  ]
  for (const name of strangers) {
    await client.indices.create({ index: prefix + name, settings: { number_of_replicas: 0 } })
  }
  const runs = []
  for (let i = 0; i < 3; i += 1) runs.push((await indexBlog({ posts: [aPost('a')] }, prefix)).report)
  const [first, second, third] = runs
  assert.deepEqual([...(third?.deleted ?? [])].sort(), [
    first?.comments.index,
    first?.posts.index,
    first?.words.index,
  ])
  const expected = [second, third].flatMap((run) => [
    run?.comments.index ?? '',
    run?.posts.index ?? '',
    run?.words.index ?? '',
  ])
  assert.deepEqual(await listIndexes(prefix), [...expected, ...strangers.map((name) => prefix + name)].sort())
})

const isAliasCall: (call: { method: string; path: string }) => boolean = ({ method, path }) =>
  method === 'POST' && path.startsWith('/_aliases')

test('an alias call that fails leaves the old index serving', async () => {
  for (const answer of [
    { status: 200, body: { acknowledged: true, errors: true } },
    { status: 200, body: { acknowledged: false } },
    { status: 503, body: { error: { type: 'no_master', reason: 'no master' } } },
    'lost' as const,
  ]) {
    const prefix = await withOldBlog()
    const handler: Handler = async (call, forward) => (isAliasCall(call) ? answer : forward())
    const report = await withProxy(handler, (client) =>
      reindexSources([memorySource([aPost('new')])], prefix, { client }),
    )
    assert.equal(report.swapped, false)
    assert.match(report.reasons.join(), /^The aliases could not be swapped: /)
    await assertOnlyOldServes(prefix)
  }
})

test('an alias call that is done only in part is taken back', async () => {
  const prefix = await withOldBlog()
  let calls = 0
  const handler: Handler = async (call, forward) => {
    if (!isAliasCall(call) || ++calls > 1) return forward()
    const { actions } = JSON.parse(call.body)
    await client.indices.updateAliases({ actions: actions.slice(0, 2) })
    return { status: 200, body: { acknowledged: true, errors: true } }
  }
  const report = await withProxy(handler, (client) =>
    reindexSources([memorySource([aPost('new')])], prefix, { client }),
  )
  assert.equal(report.swapped, false)
  assert.equal(calls, 2)
  await assertOnlyOldServes(prefix)
})

test('an alias call that is done although its answer is lost counts as done', async () => {
  const prefix = await withOldBlog()
  const handler: Handler = async (call, forward) => {
    const answer = await forward()
    return isAliasCall(call) ? 'lost' : answer
  }
  const report = await withProxy(handler, (client) =>
    reindexSources([memorySource([aPost('new')])], prefix, { client }),
  )
  assert.equal(report.swapped, true)
  assert.deepEqual(await foundIds(prefix, 'posts'), ['new'])
})

/** The segments of each index of a prefix, by its name. */
async function segmentCounts(prefix: string): Promise<Record<string, number>> {
  const { indices } = await client.indices.segments({ index: `${prefix}-*-*` })
  const counts = Object.entries(indices).map(([name, { shards }]) => [
    name,
    Object.values(shards)
      .flat()
      .reduce((sum, { segments }) => sum + Object.keys(segments).length, 0),
  ])
  return Object.fromEntries(counts)
}

/** Posts that come in several requests, each of which makes a segment of its own where `refreshing` is between. */
const LARGE_POSTS = Array.from({ length: 4 }, (_, i) =>
  aPost(`p${i}`, { text: `<p>${'long '.repeat(100_000)}</p>` }),
)

const refreshing: Handler = async ({ path }, forward) => {
  const answer = await forward()
  if (path.endsWith('/_bulk')) await client.indices.refresh({ index: path.split('/')[1] ?? '' })
  return answer
}

test('what was loaded piece by piece is merged before it goes live', async () => {
  const prefix = newPrefix()
  const before: number[] = []
  const handler: Handler = async (call, forward) => {
    if (!call.path.includes('_forcemerge')) return refreshing(call, forward)
    before.push(...Object.values(await segmentCounts(prefix)))
    return forward()
  }
  const report = await withProxy(handler, (client) =>
    reindexSources([memorySource(LARGE_POSTS)], prefix, { client }),
  )
  assert.ok(Math.max(...before) > 1, `expected pieces to merge, got ${before}`)
  assert.equal((await segmentCounts(prefix))[report.posts.index], 1)
  assert.deepEqual(report.warnings, [])
})

test('progress tells what is counted, and that segments are merged', async () => {
  const last = new Map<string, Progress>()
  const report = await reindexSources([memorySource([aPost('one'), aComment('1', 'one')])], newPrefix(), {
    onProgress: (progress) => last.set(progress.phase, progress),
  })
  const { indexed } = report.words
  assert.ok(indexed > 0)
  assert.deepEqual(
    [...last.values()],
    [
      { phase: 'read', done: 2 },
      { phase: 'posts', done: 1, total: 1 },
      { phase: 'comments', done: 1, total: 1 },
      { phase: 'words', done: indexed, total: indexed },
      { phase: 'merge' },
    ],
  )
})

test('what cannot be merged goes live as it is, with a warning', async () => {
  const prefix = newPrefix()
  const handler: Handler = async (call, forward) =>
    call.path.includes('_forcemerge')
      ? { status: 500, body: { error: { type: 'io', reason: 'no space left' }, status: 500 } }
      : forward()
  const report = await withProxy(handler, (client) =>
    reindexSources([memorySource([aPost('new')])], prefix, { client }),
  )
  assert.deepEqual(report.warnings, [
    'The segments of the new indexes were not merged, so searches take longer: Elasticsearch answers 500: io: no space left',
  ])
  assert.equal(report.swapped, true)
  assert.deepEqual(await foundIds(prefix, 'posts'), ['new'])
})

test('a refresh may take longer than a reader waits for Elasticsearch', async () => {
  const prefix = await withOldBlog()
  // The client looks at its clock every second.
  const [timeoutMs, lateMs] = [500, 2_500]
  let refreshed = 0
  const proxy = await startFaultyProxy(async ({ path }, forward) => {
    const answer = await forward()
    if (!/-posts-.*-comments-.*_refresh/.test(path)) return answer
    refreshed += 1
    await sleep(lateMs)
    return answer
  })
  const impatient = createClient({ nodes: [proxy.url], timeoutMs })
  try {
    const report = await reindexSources([memorySource([aPost('new')])], prefix, { client: impatient })
    assert.deepEqual(report.reasons, [])
    assert.ok(refreshed >= 2, String(refreshed))
  } finally {
    await impatient.close()
    await proxy.close()
  }
})

test('when nobody knows whether the aliases were swapped, no index is deleted and the report says so', async () => {
  const prefix = await withOldBlog()
  let away = false
  const handler: Handler = async (call, forward) => {
    if (isAliasCall(call)) {
      await forward()
      away = true
    }
    return away ? 'lost' : forward()
  }
  const report = await withProxy(handler, (client) =>
    reindexSources([memorySource([aPost('new')])], prefix, { client, retry: FAST }),
  )
  assert.equal(report.swapped, false)
  assert.match(report.reasons.join(), /is not known, so no index was deleted/)
  assert.deepEqual(await foundIds(prefix, 'posts'), ['new'])
  assert.equal((await listIndexes(prefix)).length, 6)
})

test('another reindex that swapped meanwhile is not undone', async () => {
  const prefix = await withOldBlog()
  const handler: Handler = async (call, forward) => {
    if (isAliasCall(call)) {
      await client.delete({ index: stateIndex(prefix), id: 'reindex' })
      await indexBlog({ posts: [aPost('other')] }, prefix)
    }
    return forward()
  }
  const report = await withProxy(handler, (client) =>
    reindexSources([memorySource([aPost('new')])], prefix, { client }),
  )
  assert.equal(report.swapped, false)
  assert.deepEqual(await foundIds(prefix, 'posts'), ['other'])
})

test('a count that differs keeps the new index from going live', async () => {
  const prefix = await withOldBlog()
  const handler: Handler = async (call, forward) => {
    const posts = /^\/([^/,%]+-posts-[^/,%]+)\/_count/.exec(call.path)?.[1]
    if (posts !== undefined) await client.delete({ index: posts, id: 'b', refresh: true })
    return forward()
  }
  const report = await withProxy(handler, (client) =>
    reindexSources([memorySource([aPost('a'), aPost('b')])], prefix, { client }),
  )
  assert.match(report.reasons.join(), /expected 2 documents, got 1\.$/)
  await assertOnlyOldServes(prefix)
})

test('an Elasticsearch that goes away in the middle is a failure that names what is left behind', async () => {
  const prefix = await withOldBlog()
  let away = false
  const handler: Handler = async ({ path }, forward) => {
    away ||= path.includes('-comments-') && path.endsWith('/_bulk')
    return away ? 'lost' : forward()
  }
  const documents = [aPost('new'), aComment('1', 'new')]
  const report = await withProxy(handler, (client) =>
    reindexSources([memorySource(documents)], prefix, { client, retry: FAST }),
  )
  assert.equal(report.swapped, false)
  assert.match(report.reasons[0] ?? '', /could not be sent to .*after 3 tries/)
  assert.match(report.reasons[1] ?? '', /could not be deleted, after 3 tries/)
  assert.deepEqual(await foundIds(prefix, 'posts'), ['old'])
})

test('what could not be deleted after a failure is deleted by the next reindex', async () => {
  const prefix = await withOldBlog()
  const handler: Handler = async ({ method, path }, forward) => {
    const isRefused = method === 'DELETE' || (path.includes('-comments-') && path.endsWith('/_bulk'))
    return isRefused ? 'lost' : forward()
  }
  const documents = [aPost('new'), aComment('1', 'new')]
  const report = await withProxy(handler, (client) =>
    reindexSources([memorySource(documents)], prefix, { client, retry: FAST }),
  )
  assert.equal(report.swapped, false)
  assert.equal((await listIndexes(prefix)).length, 6)
  assert.equal((await reindexSources([memorySource(documents)], prefix)).swapped, true)
  const left = await listIndexes(prefix)
  assert.equal(left.length, 6)
  assert.ok(!left.includes(report.posts.index), `expected ${report.posts.index} to be gone`)
})

test('a lock is not lost by an answer that is, but by another holder', async () => {
  const prefix = await withOldBlog()
  let loses = false
  const handler: Handler = async ({ method }, forward) => {
    const answer = await forward()
    return loses && method === 'PUT' ? 'lost' : answer
  }
  await withProxy(handler, async (client) => {
    const lock = await takeReindexLock(client, prefix, undefined)
    loses = true
    await assert.rejects(lock.announce('20990101t000000000-0000'))
    loses = false
    await lock.announce(null)
    const document = {
      lock: { holder: { token: 'another', host: 'x', pid: 1, renewed: Date.now() }, loading: null },
    }
    await client.index({ index: `${prefix}-state`, id: 'reindex', document })
    await assert.rejects(lock.announce(null), /version conflict/)
  })
})

test('an Elasticsearch that is away at the start is a failure at once', async () => {
  const away = testClient('http://127.0.0.1:9')
  const report = await reindexSources([memorySource([aPost('a')])], newPrefix(), { client: away })
  await away.close()
  assert.match(report.reasons.join(), /^Elasticsearch does not answer: .*ECONNREFUSED/)
})

test('a reindex that is stopped deletes what it made, its temporary file too', async () => {
  const prefix = await withOldBlog()
  const folder = await mkdtemp(join(tmpdir(), 'reindex-test-'))
  process.env.TMPDIR = folder
  const stop = new AbortController()
  function* documents() {
    yield aPost('new')
    yield aComment('1', 'new')
    stop.abort('SIGTERM')
    yield aPost('newer')
  }
  const report = await reindexSources([memorySource(documents())], prefix, { signal: stop.signal })
  assert.deepEqual(report.reasons, ['Stopped by SIGTERM.'])
  await assertOnlyOldServes(prefix)
  assert.deepEqual(await readdir(folder), [])
  delete process.env.TMPDIR
  await rmdir(folder)
})

test('a disk that is too full for writing ends a reindex, the old index serves, and the next one succeeds', async () => {
  const prefix = await withOldBlog()
  const handler: Handler = async ({ path }, forward) => {
    const index = /^\/([^/]+-posts-[^/]+)\/_bulk/.exec(path)?.[1]
    if (index !== undefined) {
      const settings = { index: { blocks: { read_only_allow_delete: true } } }
      await client.indices.putSettings({ index, settings })
    }
    return forward()
  }
  const source = memorySource([aPost('new')])
  const report = await withProxy(handler, (client) =>
    reindexSources([source], prefix, { client, retry: FAST }),
  )
  assert.equal(report.swapped, false)
  assert.match(report.reasons.join(), /flood-stage watermark|read-only/)
  await assertOnlyOldServes(prefix)
  assert.equal((await reindexSources([source], prefix)).swapped, true)
})
