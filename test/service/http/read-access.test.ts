import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { makeKey, type Scope, writeKeys } from '../../../src/service/auth/key-file.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { startApp } from './start-app.ts'

async function startWithKeys(t: TestContext, env: Record<string, string> = { READ_ACCESS: 'key' }) {
  const file = join(await folderOf(t, {}), 'keys.json')
  const made = (['read', 'write', 'debug', 'metrics'] as const).map((scope: Scope) => ({
    scope,
    ...makeKey({ name: scope, scopes: [scope] }, new Date()),
  }))
  await writeKeys(
    file,
    made.map(({ stored }) => stored),
  )
  const generation = { current: 'one', refresh: async () => undefined }
  const { url } = await startApp(t, { env: { API_KEYS_FILE: file, ...env }, generation })
  const get = (path: string, scope?: Scope, init: RequestInit = {}) => {
    const key = made.find((one) => one.scope === scope)?.key
    const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` }
    return fetch(url + path, { redirect: 'manual', ...init, headers })
  }
  return { url, get }
}

/** Whatever can be read, and an address that is not there: one that is added must not be forgotten. */
const READS = [
  '/',
  '/search',
  '/search?q=a',
  '/api/v1/search?q=a',
  '/api/v1/suggest?q=a',
  '/api/v1/posts/a/related',
  '/opensearch/suggest?q=a',
  '/api/v1/nothing',
  '/nothing',
]

describe('with READ_ACCESS=key', () => {
  for (const path of READS) {
    test(`${path} needs a key to read`, async (t) => {
      const { get } = await startWithKeys(t)
      for (const method of ['GET', 'HEAD']) {
        const refused = await get(path, undefined, { method })
        assert.equal(refused.status, 401)
        assert.equal(refused.headers.get('www-authenticate'), 'Bearer realm="blog-search"')
        for (const scope of ['write', 'debug', 'metrics'] as const) {
          assert.equal((await get(path, scope, { method })).status, 403, scope)
        }
        assert.ok(![401, 403].includes((await get(path, 'read', { method })).status))
      }
    })
  }

  test('answers are kept by no proxy', async (t) => {
    const { get } = await startWithKeys(t)
    const { headers } = await get('/api/v1/search?q=a', 'read')
    assert.match(headers.get('cache-control') ?? '', /^private, max-age=/)
    assert.match(headers.get('vary') ?? '', /Authorization/)
  })

  test('probes and stylesheets are open, and writes ask for their own scope', async (t) => {
    const { url, get } = await startWithKeys(t)
    assert.equal((await get('/healthz')).status, 200)
    assert.equal((await get('/readyz')).status, 503)
    assert.equal((await get('/metrics', 'metrics')).status, 200)
    for (const path of ['/docs', '/widget.js', '/api/v1/openapi.json']) {
      assert.equal((await get(path)).status, 200, path)
    }
    const page = await (await get('/search', 'read')).text()
    const asset = /href="(\/assets\/[^"]+)"/.exec(page)?.[1] ?? '/assets/none'
    assert.equal((await fetch(url + asset)).status, 200)
    const put = (scope?: Scope) => get('/api/v1/posts/a', scope, { method: 'PUT', body: '{}' })
    assert.deepEqual([(await put()).status, (await put('read')).status], [401, 403])
    assert.ok(![401, 403].includes((await put('write')).status))
  })

  test('nobody may read without a file of keys', async (t) => {
    const { url } = await startApp(t, { env: { READ_ACCESS: 'key' } })
    const refused = await fetch(`${url}/api/v1/search?q=a`)
    assert.equal(refused.status, 403)
    assert.match(await refused.text(), /API_KEYS_FILE/)
  })
})

test('by default reading needs no key, and proxies may keep answers', async (t) => {
  const { get } = await startWithKeys(t, {})
  const answer = await get('/api/v1/search?q=a')
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('cache-control') ?? '', /^public/)
})
