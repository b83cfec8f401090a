import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { createClient, RequestError } from '../../../src/clients/js/client.ts'
import { packageRoot } from '../../../src/core/package.ts'
import { SearchAnswer } from '../../../src/search/answer/answer.ts'
import { search } from '../../../src/search/search.ts'
import { suggestAnswer } from '../../../src/search/suggest/suggest-answer.ts'
import { makeKey, writeKeys } from '../../../src/service/auth/key-file.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../../helpers/test-index.ts'
import { startApp } from '../../service/http/start-app.ts'

const prefix = testPrefix()
const POST = { id: 'tabs', url: '/2025/firefox-tabs/', title: 'Firefox tabs', text: 'I use Firefox.' }
before(() => indexBlog({ posts: [POST] }, prefix))
after(() => dropIndexes(prefix))

async function clientOf(t: TestContext) {
  const path = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'test', scopes: ['write', 'read'] }, new Date())
  await writeKeys(path, [stored])
  const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix, API_KEYS_FILE: path }
  const { url } = await startApp(t, { env, search })
  return { client: createClient({ baseUrl: url, key }), stranger: createClient({ baseUrl: url }) }
}

test('it reads from a real service', async (t) => {
  const { client } = await clientOf(t)
  const found = SearchAnswer.parse(
    await client.search({ q: 'firefix', exclude: 'chrome', prefix: true, fresh: true, 'debug-search': true }),
  )
  assert.equal(found.results[0]?.title, 'Firefox tabs')
  assert.ok(found.debug)
  const suggested = suggestAnswer.parse(await client.suggest({ q: 'firef', size: 3 }))
  assert.equal(suggested.posts[0]?.url, '/2025/firefox-tabs/')
  assert.deepEqual(await client.related('tabs', { size: 2 }), { posts: [] })
  const { match, candidates } = await client.resolve('/2019/firefox-tabs')
  assert.equal([match, ...candidates].find((post) => post !== null)?.id, 'tabs')
})

test('it writes to a real service, and tells what became of each write', async (t) => {
  const { client } = await clientOf(t)
  const [older, newer] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']
  const post = { url: '/kettle/', title: 'Kettle', text: 'It boils.' }
  assert.equal((await client.putPost('2026/kettle', post, { updated: newer })).result, 'created')
  assert.equal((await client.putPost('2026/kettle', post, { updated: older })).result, 'older')
  const comment = await client.putComment('2026/kettle', '1', { text: 'Tea!' }, { refresh: 'wait_for' })
  assert.equal(comment.result, 'created')
  assert.equal((await client.search({ q: 'tea' })).results[0]?.comments[0]?.id, '1')
  const batch = await client.batch([
    { action: 'put', post: { id: 'x', url: '/x/', text: 'x' } },
    { action: 'delete', post: 'x' },
    { action: 'delete', post: 'nobody' },
  ])
  assert.deepEqual([batch.items.map(({ status }) => status), batch.failed], [[201, 200, 404], 1])
  assert.equal((await client.deleteComment('2026/kettle', '1')).result, 'deleted')
  assert.equal((await client.deletePost('2026/kettle')).result, 'deleted')
  assert.equal((await client.deletePost('2026/kettle')).result, 'not found')
})

test('it says what the service has against a request', async (t) => {
  const { client, stranger } = await clientOf(t)
  await assert.rejects(client.search({ q: 'a', page: 1000, size: 50 }), (error) => {
    assert.ok(error instanceof RequestError)
    assert.deepEqual(
      [error.status, error.errors.map(({ field, code }) => `${field} ${code}`)],
      [400, ['page too_deep']],
    )
    return true
  })
  await assert.rejects(stranger.deletePost('tabs'), { name: 'RequestError', status: 401 })
  await assert.rejects(client.related('nobody'), { name: 'RequestError', status: 404 })
})

test('it is 2 kB of its own, without zod or anything else', async () => {
  const entry = join(packageRoot, 'src/clients/js/client.ts')
  const { metafile, outputFiles } = await build({
    ...{ entryPoints: [entry], bundle: true, minify: true, format: 'esm', write: false, metafile: true },
    platform: 'neutral',
  })
  for (const input of Object.keys(metafile.inputs)) assert.match(input, /^src\/clients\/js\//)
  const bytes = gzipSync(outputFiles?.[0]?.contents ?? '').length
  assert.ok(bytes > 500 && bytes < 2_048, `${bytes} bytes`)
})

test('the package exports it, with types', () => {
  const { exports } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  const { types, default: script } = exports['./client']
  assert.match(readFileSync(join(packageRoot, script), 'utf8'), /export function createClient/)
  assert.match(readFileSync(join(packageRoot, types), 'utf8'), /export declare function createClient/)
})
