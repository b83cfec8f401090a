import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { makeKey, type Scope, writeKeys } from '../../../src/service/auth/key-file.ts'
import type { ErrorItem } from '../../../src/service/http/answer-schemas.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import {
  dropIndexes,
  indexBlog,
  testClient,
  testElasticsearchUrl,
  testPrefix,
} from '../../helpers/test-index.ts'
import { aPost, whatIsFound } from '../../index/write/blog.ts'
import { startApp } from './start-app.ts'

const client = testClient()
const prefix = testPrefix()
before(() => indexBlog({ posts: [aPost('old', { text: 'Elder words' })] }, prefix))
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

/** A service with a key of some scopes, and requests to it. */
async function service(t: TestContext, scopes: Scope[] = ['write']) {
  const path = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'test', scopes }, new Date())
  await writeKeys(path, [stored])
  const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix, API_KEYS_FILE: path }
  const { url, log } = await startApp(t, { env })
  const ask = async (
    method: string,
    address: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(url + address, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
  }
  return { ask, key, log }
}

test('a post and a comment come and go, and are found when the call returns', async (t) => {
  const { ask } = await service(t)
  const post = { url: '/fresh/', title: 'Fresh', text: 'Quincunx', layout: 'x' }
  const created = await ask('PUT', '/api/v1/posts/2019%2Ffresh?refresh=wait_for', post)
  assert.deepEqual(
    [created.status, created.body],
    [201, { status: 201, result: 'created', ignored: ['layout'] }],
  )
  const comment = { text: 'Zugzwang' }
  assert.equal(
    (await ask('PUT', '/api/v1/posts/2019%2Ffresh/comments/1?refresh=wait_for', comment)).status,
    201,
  )
  const found = await whatIsFound(client, prefix)
  assert.equal(found.posts['2019/fresh'], 'Fresh')
  assert.equal(found.comments['2019/fresh#1'], 'Zugzwang (Fresh)')
  assert.ok(found.words.includes('quincunx') && found.words.includes('zugzwang'))

  const draft = await ask('PUT', '/api/v1/posts/2019%2Ffresh', { ...post, draft: true })
  assert.deepEqual([draft.status, draft.body.result, draft.body.reason], [200, 'unpublished', 'draft'])
  const gone = await whatIsFound(client, prefix)
  assert.deepEqual([gone.posts['2019/fresh'], gone.comments], [undefined, {}])
  assert.ok(!gone.words.includes('quincunx') && !gone.words.includes('zugzwang'))
  assert.equal((await ask('DELETE', '/api/v1/posts/2019%2Ffresh')).status, 404)
  const late = await ask('PUT', '/api/v1/posts/2019%2Ffresh/comments/1', comment)
  assert.deepEqual(
    [late.status, late.body.errors],
    [404, [{ code: 'no_post', message: 'The post of this comment is not there.' }]],
  )
})

test('an older write is refused, and one from the future', async (t) => {
  const { ask } = await service(t)
  const post = { url: '/v/', text: 'x' }
  await ask('PUT', '/api/v1/posts/v?updated=2020-01-02', post)
  const older = await ask('PUT', '/api/v1/posts/v', { ...post, updated: '2020-01-01' })
  assert.deepEqual(
    [older.status, older.body.errors],
    [409, [{ code: 'older', message: 'A newer write came before this one.' }]],
  )
  assert.equal((await ask('DELETE', '/api/v1/posts/v?updated=2020-01-01')).status, 409)
  assert.equal((await ask('DELETE', '/api/v1/posts/v?updated=2020-01-03')).status, 200)
  assert.equal((await ask('PUT', '/api/v1/posts/v?updated=2020-01-02', post)).status, 409)
  const future = await ask('PUT', '/api/v1/posts/v', { ...post, updated: '2099-01-01' })
  assert.equal(future.status, 400)
  assert.equal(future.body.errors[0].field, 'updated')
  assert.match(future.body.errors[0].message, /field "updated": expected a time until now/)
})

test('a batch answers for each line, and what is wrong keeps nothing else back', async (t) => {
  const { ask } = await service(t)
  const lines = [
    { action: 'put', post: { id: 'b1', url: '/b1', text: 'one' } },
    { action: 'put', comment: { id: 'c', postId: 'b1', text: 'two' } },
    { action: 'put', post: { id: 'b2', text: 5 } },
    { action: 'delete', post: 'nobody' },
    { action: 'delete', comment: { postId: 'b1', id: 'c' } },
    { action: 'drop', index: 'all' },
  ]
  const body = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{broken\n`
  const { status, body: answer } = await ask('POST', '/api/v1/batch', body, {
    'Content-Type': 'application/x-ndjson',
  })
  assert.equal(status, 200)
  assert.deepEqual(
    answer.items.map((item: { status: number; result: string }) => [item.status, item.result]),
    [
      [201, 'created'],
      [201, 'created'],
      [400, 'invalid'],
      [404, 'not found'],
      [200, 'deleted'],
      [400, 'invalid'],
      [400, 'invalid'],
    ],
  )
  assert.equal(answer.failed, 4)
  assert.match(
    answer.items[2].errors.map(({ field, message }: ErrorItem) => `${field} ${message}`).join(),
    /^url field "url": expected .*, got nothing.*text field "text": expected text, got 5/,
  )
})

test('only a key with the scope may write, and no answer or log line has it', async (t) => {
  const { ask, key, log } = await service(t, ['read', 'debug'])
  const post = { url: '/x/', text: 'x' }
  assert.equal((await ask('PUT', '/api/v1/posts/x', post)).status, 403)
  for (const Authorization of ['', 'Bearer', 'Bearer bs_wrong', `Basic ${key}`]) {
    const { status, headers } = await ask('PUT', '/api/v1/posts/x', post, { Authorization })
    assert.deepEqual([status, headers.get('www-authenticate')], [401, 'Bearer realm="blog-search"'])
  }
  assert.equal((await ask('POST', '/api/v1/batch', '{}')).status, 403)
  assert.ok(!JSON.stringify(log).includes(key))
  const { url } = await startApp(t)
  const off = await fetch(`${url}/api/v1/posts/x`, { method: 'DELETE' })
  assert.equal(off.status, 403)
  assert.match(await off.text(), /API_KEYS_FILE/)
})

test('what is no document is refused with what was expected', async (t) => {
  const { ask } = await service(t)
  const typed = await ask('PUT', '/api/v1/posts/x', 'text', { 'Content-Type': 'text/plain' })
  assert.deepEqual(
    [typed.status, typed.body.errors[0].message],
    [415, 'Content-Type: expected application/json, got text/plain.'],
  )
  const broken = await ask('PUT', '/api/v1/posts/x', '{"a":')
  assert.deepEqual(
    [broken.status, /Body: expected JSON, got/.test(broken.body.errors[0].message)],
    [400, true],
  )
  const wrong = await ask('PUT', '/api/v1/posts/x', [1])
  assert.deepEqual(wrong.body.errors, [
    { code: 'invalid', message: 'expected a post or a comment object, got [1]' },
  ])
  const long = await ask('PUT', '/api/v1/posts/x', JSON.stringify({ text: 'x'.repeat(8 * 1024 * 1024) }))
  assert.equal(long.status, 413)
  assert.equal((await ask('PUT', '/api/v1/posts/x?refresh=now', { url: '/x', text: 'x' })).status, 400)
  assert.equal((await ask('PUT', `/api/v1/posts/${'x'.repeat(600)}`, { url: '/x', text: 'x' })).status, 400)
  assert.equal((await ask('PUT', `/api/v1/posts/old/comments/${'x'.repeat(511)}`, { text: 'x' })).status, 400)
  const get = await ask('GET', '/api/v1/posts/x')
  assert.deepEqual([get.status, get.headers.get('allow')], [405, 'PUT, DELETE, OPTIONS'])
  assert.equal(
    (await ask('POST', '/api/v1/batch', '\n', { 'Content-Type': 'application/x-ndjson' })).status,
    400,
  )
})
