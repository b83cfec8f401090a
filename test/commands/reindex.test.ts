import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, type TestContext, test } from 'node:test'
import {
  dropIndexes,
  indexBlog,
  listIndexes,
  testClient,
  testElasticsearchUrl,
  testPrefix,
} from '../helpers/test-index.ts'
import { startFaultyProxy } from '../index/reindex/faulty-proxy.ts'
import { runCli, runHere, startCli } from './run-cli.ts'

const client = testClient()
const prefixes: string[] = []
let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reindex-command-'))
})
// With few indexes at a time, Elasticsearch makes new ones sooner.
afterEach(async () => {
  for (const prefix of prefixes.splice(0)) await dropIndexes(prefix)
})
after(async () => {
  await client.close()
  await rm(folder, { recursive: true })
})

function newPrefix(): string {
  const prefix = testPrefix()
  prefixes.push(prefix)
  return prefix
}

let files = 0
async function ndjson(...lines: readonly unknown[]): Promise<string> {
  files += 1
  const path = join(folder, `blog-${files}.ndjson`)
  await writeFile(
    path,
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  )
  return path
}

const post = { id: 'a', url: 'https://example.org/a', text: 'Text' }

function reindexCli(t: TestContext, prefix: string, args: readonly string[], url = testElasticsearchUrl()) {
  return runCli(t, ['reindex', ...args], { ELASTICSEARCH_URL: url, INDEX_PREFIX: prefix })
}

async function livePosts(prefix: string): Promise<string[]> {
  const { hits } = await client.search({ index: `${prefix}-posts` })
  return hits.hits.map((hit) => hit._id ?? '').sort()
}

test('a reindex prints a report and exits with 0', async (t) => {
  const prefix = newPrefix()
  const path = await ndjson(
    post,
    { id: 'd', url: '/d', text: 'Draft', draft: true },
    { id: '1', postId: 'a', text: 'x' },
  )
  const { code, stdout } = await reindexCli(t, prefix, [path])
  assert.equal(code, 0)
  assert.match(stdout, new RegExp(`^posts: 1 in ${prefix}-posts-\\S+, \\d+\\.\\d MB$`, 'm'))
  assert.match(stdout, /^ {2}skipped: 1 \(draft\)$/m)
  assert.match(stdout, /^comments: 1 in /m)
  assert.match(stdout, /^Searches find this now \(\d+\.\d s, \d+ documents\/s\)\.$/m)
})

test('--json prints the report as one object, be it good or bad', async (t) => {
  const prefix = newPrefix()
  const good = await reindexCli(t, prefix, ['--json', await ndjson(post)])
  assert.deepEqual([good.code, JSON.parse(good.stdout).swapped], [0, true])
  const bad = await reindexCli(t, prefix, ['--json', await ndjson(post, '{broken')])
  const report = JSON.parse(bad.stdout)
  assert.deepEqual([bad.code, report.swapped, report.failed.count], [1, false, 1])
})

test('a broken document ends in exit code 1 with its place, and the old index serves', async (t) => {
  const prefix = newPrefix()
  await indexBlog({ posts: [{ ...post, id: 'old' }] }, prefix)
  const path = await ndjson(post, '{broken', { id: 'b', url: '/b', text: 7 })
  const { code, stdout, stderr } = await reindexCli(t, prefix, [path])
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /^ {2}blog-\d+\.ndjson:2:2: expected JSON, got .+$/m)
  assert.match(stderr, /^ {2}blog-\d+\.ndjson:3 \(b\): field "text": expected text, got .+$/m)
  assert.match(stderr, /Expected no document to fail \(--max-errors 0\), got 2\./)
  assert.match(stderr, /without them with --max-errors 2\.\nSearches still find the index of before\.\n$/)
  assert.deepEqual(await livePosts(prefix), ['old'])

  assert.equal((await reindexCli(t, prefix, ['--max-errors', '2', path])).code, 0)
  assert.deepEqual(await livePosts(prefix), ['a'])
})

test('wrong usage ends in exit code 2 and says what was expected', async (t) => {
  const path = await ndjson(post)
  for (const args of [[], ['nowhere.ndjson'], ['--max-errors', '-1', path], ['--format', 'pdf', path]]) {
    const { code, stderr } = await runHere(t, ['reindex', ...args])
    assert.equal(code, 2, args.join(' '))
    assert.match(stderr, /expected/i)
  }
})

test('without Elasticsearch it says so and exits with 1', async (t) => {
  const { code, stderr } = await reindexCli(t, newPrefix(), [await ndjson(post)], 'http://127.0.0.1:9')
  assert.equal(code, 1)
  assert.match(stderr, /^Elasticsearch does not answer at http:\/\/127\.0\.0\.1:9\. Start it .*\n$/)
})

/** A reindex that stands still as soon as it sends documents. */
async function startStuckReindex(t: TestContext, prefix: string) {
  let stuck = () => {}
  const isStuck = new Promise<void>((resolve) => {
    stuck = resolve
  })
  const proxy = await startFaultyProxy(({ path }, forward) => {
    if (!path.endsWith('/_bulk')) return forward()
    stuck()
    return new Promise(() => undefined)
  })
  t.after(() => proxy.close())
  const temporary = await mkdtemp(join(folder, 'tmp-'))
  const env = { ELASTICSEARCH_URL: proxy.url, INDEX_PREFIX: prefix, TMPDIR: temporary }
  const child = startCli(t, ['reindex', await ndjson(post)], env)
  await isStuck
  return { child, temporary }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} deletes what was made and exits with 1`, async (t) => {
    const prefix = newPrefix()
    await indexBlog({ posts: [{ ...post, id: 'old' }] }, prefix)
    const { child, temporary } = await startStuckReindex(t, prefix)
    let stderr = ''
    child.stderr.on('data', (data) => {
      stderr += data
    })
    assert.equal((await listIndexes(prefix)).length, 6)
    child.kill(signal)
    const [code] = await once(child, 'close')
    assert.equal(code, 1)
    assert.match(stderr, new RegExp(`Stopped by ${signal}\\.`))
    assert.equal((await listIndexes(prefix)).length, 3)
    assert.deepEqual(await livePosts(prefix), ['old'])
    assert.deepEqual(
      (await readdir(temporary)).filter((name) => name.startsWith('blog-search-')),
      [],
    )
  })
}

test('a process that is killed leaves the old index serving, and the next reindex works', async (t) => {
  const prefix = newPrefix()
  await indexBlog({ posts: [{ ...post, id: 'old' }] }, prefix)
  const { child } = await startStuckReindex(t, prefix)
  child.kill('SIGKILL')
  await once(child, 'close')
  assert.deepEqual(await livePosts(prefix), ['old'])
  assert.equal((await reindexCli(t, prefix, [await ndjson(post)])).code, 0)
  assert.deepEqual(await livePosts(prefix), ['a'])
})
