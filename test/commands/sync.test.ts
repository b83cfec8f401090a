import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { folderOf } from '../content/sources/folder-of.ts'
import {
  dropIndexes,
  indexBlog,
  testClient,
  testElasticsearchUrl,
  testPrefix,
} from '../helpers/test-index.ts'
import { aPost, whatIsFound } from '../index/write/blog.ts'
import { readLog, runCli, startCli } from './run-cli.ts'

const client = testClient()
const prefix = testPrefix()
const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix }
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

const POSTS = ['a', 'b', 'c', 'd', 'e'].map((id) => aPost(id))
const lines = (documents: object[]) => documents.map((one) => `${JSON.stringify(one)}\n`).join('')

test('sync prints what it did, dry runs only tell, indexes and rollback say what serves', async (t) => {
  await indexBlog({ posts: POSTS }, prefix)
  const folder = await folderOf(t, { 'posts.ndjson': lines([...POSTS.slice(1), aPost('new')]) })
  const dry = await runCli(t, ['reindex', '--dry-run', folder], env)
  assert.equal(dry.code, 0, dry.stderr)
  assert.match(dry.stdout, /^posts: 1 new, 0 changed, 1 deleted, 4 as they were\n {2}\+ new\n {2}- a\n/)
  assert.match(dry.stdout, /Nothing was written/)
  const synced = await runCli(t, ['sync', '--json', folder], env)
  const report = JSON.parse(synced.stdout)
  assert.deepEqual([synced.code, report.posts.created, report.posts.deleted], [0, 1, 1])
  const refused = await runCli(t, ['sync', folder, '--max-deleted', '0'], env)
  assert.equal(refused.code, 0)

  await indexBlog({ posts: POSTS }, prefix)
  const list = await runCli(t, ['indexes'], env)
  assert.match(
    list.stdout,
    /^generation +UTC +posts +comments +words +size +schema +state\n\S+ .* 5 .* serves\n\S+ .* kept\n$/,
  )
  const back = await runCli(t, ['rollback'], env)
  assert.match(
    back.stdout,
    /^Searches find \S+ now, with 5 posts and 0 comments \(\d\.\d s\)\.\nWhat the API wrote/,
  )
  assert.deepEqual(Object.keys((await whatIsFound(client, prefix)).posts), ['b', 'c', 'd', 'e', 'new'])
  assert.equal((await runCli(t, ['rollback', 'nothing'], env)).code, 2)
})

test('a command without an index, or with one of another version, says in a sentence what to do', async (t) => {
  const none = { ...env, INDEX_PREFIX: testPrefix() }
  const folder = await folderOf(t, { 'posts.ndjson': lines(POSTS) })
  for (const args of [
    ['analyze', 'x'],
    ['sync', folder],
  ]) {
    const { code, stdout, stderr } = await runCli(t, args, none)
    assert.deepEqual([code === 0, stdout], [false, ''], args.join(' '))
    assert.match(stderr, /^[^{}\n]+[.;] [Rr]un `blog-search reindex`, or check INDEX_PREFIX\.?\n$/)
  }
  await indexBlog({ posts: POSTS }, prefix)
  await client.indices.putMapping({ index: `${prefix}-posts`, _meta: { schemaVersion: 1 } })
  const old = await runCli(t, ['search', 'a'], env)
  assert.match(old.stderr, /^The index behind \S+ has schema version 1, .* Run `blog-search reindex` with/)
})

test('sync --watch follows a file until it is told to stop', async (t) => {
  await indexBlog({ posts: POSTS }, prefix)
  const folder = await folderOf(t, { 'posts.ndjson': lines(POSTS) })
  const child = startCli(t, ['sync', '--watch', '--json', '--every', '0.2', folder], env)
  const log = readLog(child)
  await log.waitFor(({ dryRun }) => dryRun === false)
  await writeFile(join(folder, 'posts.ndjson'), lines([...POSTS, aPost('fresh')]))
  await log.waitFor(({ posts }) => Object(posts).created === 1)
  child.kill('SIGTERM')
  const [code] = await new Promise<[number | null]>((resolve) =>
    child.once('exit', (exit) => resolve([exit])),
  )
  assert.equal(code, 0)
})

test('start finds the blog of a folder, indexes and serves it, follows its changes, and ends with all it began', async (t) => {
  const own = { ...env, INDEX_PREFIX: testPrefix() }
  const folder = await folderOf(t, { 'a.md': '---\ntitle: First\ndate: 2019-01-04\n---\nSome words.\n' })
  const child = startCli(t, ['start'], { ...own, PORT: '0' }, folder)
  let told = ''
  child.stderr.on('data', (data) => {
    told += data
  })
  const [line] = await once(child.stdout, 'data')
  const url = String(line).trim()
  const find = async (q: string) =>
    (await (await fetch(url.replace('/search', `/api/v1/search?q=${q}`))).json()).results
  assert.deepEqual(
    (await find('words')).map(({ title }: { title: string }) => title),
    ['First'],
  )
  await writeFile(join(folder, 'b.md'), '---\ntitle: Second\ndate: 2019-01-05\n---\nQuincunx.\n')
  for (let tries = 0; tries < 100 && (await find('quincunx')).length === 0; tries++) await sleep(100)
  assert.equal((await find('quincunx')).length, 1, told)
  assert.match(await readFile(join(folder, 'blog-search.config.yaml'), 'utf8'), /^ {2}- path: \. +# /m)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  assert.deepEqual(await ended, [0, null])
  assert.match(
    told,
    /^Found \. \(markdown\), and wrote .*\nThe address of the blog is not known\.[\s\S]*\+ b\n[\s\S]*Stopped\.\n$/,
  )
  await dropIndexes(own.INDEX_PREFIX)

  const none = await runCli(t, ['start'], own, await folderOf(t, {}))
  assert.equal(none.code, 2)
  assert.match(
    none.stderr,
    /^There is no blog in this folder \(.*\)\. Name a folder, an export or an address/,
  )
})
