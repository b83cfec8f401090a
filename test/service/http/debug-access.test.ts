import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import type { Scope } from '../../../src/service/auth/key-file.ts'
import { makeKey, writeKeys } from '../../../src/service/auth/key-file.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { startApp } from './start-app.ts'

const API = '/api/v1/search?q=tea&debug-search'
const PAGE = '/search?q=tea&debug-search'

/** A service in production with one key, and what asks it. */
async function inProduction(t: TestContext, scopes: Scope[] = ['debug'], env: Record<string, string> = {}) {
  const file = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'me', scopes }, new Date())
  await writeKeys(file, [stored])
  const app = await startApp(t, { env: { NODE_ENV: 'production', API_KEYS_FILE: file, ...env } })
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(app.url + path, { headers, redirect: 'manual' })
  const post = (fields: Record<string, string>) =>
    fetch(`${app.url}/search/debug-key`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  return { ...app, key, file, get, post }
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

describe('debugging in production', () => {
  test('is refused without a key, and says so to nobody who keeps or lists it', async (t) => {
    const { get, inputs } = await inProduction(t)
    for (const path of [
      API,
      PAGE,
      `${API}&debug-post=x`,
      '/search?q=tea&%64ebug-search',
      '/search?debug-search',
    ]) {
      const response = await get(path)
      assert.equal(response.status, 401, path)
      assert.equal(response.headers.get('cache-control'), 'no-store')
      assert.equal(response.headers.get('x-robots-tag'), 'noindex, nofollow')
    }
    assert.deepEqual(inputs, [])
    assert.equal((await get('/search?q=tea')).status, 200)
    assert.equal((await get('/api/v1/search?q=tea')).status, 200)
  })

  test('takes a key with the scope, as API and as page', async (t) => {
    const { get, key } = await inProduction(t)
    for (const path of [API, PAGE]) {
      const response = await get(path, { Authorization: `Bearer ${key}` })
      assert.equal(response.status, 200)
      assert.equal(response.headers.get('cache-control'), 'no-store')
      assert.equal(response.headers.get('x-robots-tag'), 'noindex, nofollow')
    }
    assert.equal((await get(API, { Authorization: `Bearer ${key}x` })).status, 401)
  })

  test('takes no key without the scope', async (t) => {
    const { get, post, key } = await inProduction(t, ['read', 'write', 'metrics'])
    for (const path of [API, PAGE]) {
      assert.equal((await get(path, { Authorization: `Bearer ${key}` })).status, 403)
    }
    const answer = await post({ key, search: 'q=tea' })
    assert.equal(answer.status, 401)
    assert.match(await answer.text(), /does not have the scope debug/)
    assert.deepEqual(answer.headers.getSetCookie(), [])
  })

  test('is off without a file of keys', async (t) => {
    const { url } = await startApp(t, { env: { NODE_ENV: 'production' } })
    for (const path of [API, PAGE]) assert.equal((await fetch(url + path)).status, 403)
  })

  test('is open where the settings say so, and the key is asked for where they say that', async (t) => {
    const open = await startApp(t, { env: { NODE_ENV: 'production', DEBUG_SEARCH: 'public' } })
    const closed = await startApp(t, { env: { DEBUG_SEARCH: 'key' } })
    const unset = await startApp(t)
    const statuses = [open, closed, unset].map(async ({ url }) => (await fetch(url + API)).status)
    assert.deepEqual(await Promise.all(statuses), [200, 403, 200])
  })
})

describe('the form that takes a key', () => {
  test('leads back to the search with a cookie that only the search page is sent, and that has no key', async (t) => {
    const { get, post, key, log } = await inProduction(t)
    const form = await (await get(PAGE)).text()
    assert.match(form, /<form class="key-form" action="\/search\/debug-key" method="post">/)
    assert.match(form, /name="search" value="q=tea&amp;debug-search="/)
    const entered = await post({ key: ` ${key} `, search: 'q=tea&debug-search=' })
    assert.deepEqual([entered.status, entered.headers.get('location')], [303, '/search?q=tea&debug-search='])
    assert.equal(entered.headers.get('cache-control'), 'no-store')
    const [cookie = ''] = entered.headers.getSetCookie()
    assert.match(cookie, /; Path=\/search; HttpOnly; SameSite=Strict$/)
    assert.ok(!cookie.includes(key) && !JSON.stringify(log).includes(key))
    const page = await get(PAGE, { Cookie: `other=1; ${cookieOf(entered)}` })
    assert.equal(page.status, 200)
    assert.match(await page.text(), /Forget the key/)
  })

  test('marks the cookie Secure where the browser came over TLS', async (t) => {
    const { url, key } = await inProduction(t)
    const entered = await fetch(`${url}/search/debug-key`, {
      method: 'POST',
      headers: { 'X-Forwarded-Proto': 'https' },
      body: new URLSearchParams({ key }),
      redirect: 'manual',
    })
    assert.match(entered.headers.getSetCookie()[0] ?? '', /; Secure/)
  })

  test('leads nowhere else', async (t) => {
    const { post, key } = await inProduction(t)
    for (const search of ['//evil.example', 'https://evil.example/', '\r\nSet-Cookie: a=b', '#x', '']) {
      assert.match((await post({ key, search })).headers.get('location') ?? '', /^\/search\?[^\r\n/:#]*$/)
    }
  })

  test('refuses a wrong key and what is no form, and repeats neither', async (t) => {
    const { url, post } = await inProduction(t)
    const wrong = await post({ key: 'bs_wrong', search: '"><script>alert(1)</script>' })
    assert.equal(wrong.status, 401)
    const html = await wrong.text()
    assert.match(html, /not a key that is valid now/)
    assert.doesNotMatch(html, /bs_wrong|<script>/)
    const json = await fetch(`${url}/search/debug-key`, { method: 'POST', body: '{}' })
    assert.equal(json.status, 415)
    assert.equal((await fetch(`${url}/search/debug-key`)).status, 405)
  })

  test('a session ends when it is forgotten, changed, or its key is revoked', async (t) => {
    const { get, post, key, file } = await inProduction(t)
    const cookie = cookieOf(await post({ key }))
    const status = async (value: string) => (await get(PAGE, { Cookie: value })).status
    assert.equal(await status(cookie), 200)
    const [name, value = ''] = cookie.split('=')
    const [id, expires, signature] = value.split('.')
    for (const other of [
      `${id}.${Number(expires) + 1}.${signature}`,
      `00000000.${expires}.${signature}`,
      `${id}.${expires}.${'A'.repeat(43)}`,
      `${id}.1.${signature}`,
      '',
    ]) {
      assert.equal(await status(`${name}=${other}`), 401, other)
    }
    assert.match(
      (await post({ forget: '1' })).headers.getSetCookie()[0] ?? '',
      /=; Path=\/search; Expires=Thu, 01 Jan 1970/,
    )
    await writeKeys(file, [])
    const ends = Date.now() + 5_000
    while ((await status(cookie)) !== 401) assert.ok(Date.now() < ends, 'a revoked key is valid still')
  })

  test('a session is for the page: it opens no other address', async (t) => {
    const { get, post, key } = await inProduction(t)
    const Cookie = cookieOf(await post({ key }))
    assert.equal((await get('/api/v1/search?q=tea&fresh=1', { Cookie })).status, 401)
  })
})
