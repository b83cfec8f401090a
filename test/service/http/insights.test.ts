import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import type { InsightsEvent } from '../../../src/index/insights/insights.ts'
import { NO_INSIGHTS } from '../../../src/index/insights/insights.ts'
import { makeKey, writeKeys } from '../../../src/service/auth/key-file.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { anAnswer, aPost, startApp } from './start-app.ts'

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const FOUND = { tier: 'phrase as typed', found: true, corrected: false, filters: '' }

/** A service that tells what it would count. */
async function startCounting(t: TestContext, env: Record<string, string> = {}) {
  const events: InsightsEvent[] = []
  const insights = { ...NO_INSIGHTS, count: (event: InsightsEvent) => void events.push(event) }
  const app = await startApp(t, {
    insights,
    env,
    search: async (_ctx, input) =>
      input.query.text === 'nothing'
        ? anAnswer(input)
        : anAnswer(input, {
            results: [aPost(), aPost({ id: 'other' })],
            ...(input.query.text === 'firefix' && {
              query: { q: 'firefix', strategy: 'words', meant: ['firefox'] },
            }),
          }),
  })
  const get = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(app.url + path, { headers: { 'User-Agent': BROWSER, ...headers } })).status
  const tell = async (body: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const sent = { 'User-Agent': BROWSER, 'Content-Type': 'text/plain;charset=UTF-8', ...headers }
    return (await fetch(`${app.url}/api/v1/clicks`, { method: 'POST', body: text, headers: sent })).status
  }
  return { ...app, events, get, tell }
}

describe('what counts as a search', () => {
  test('one that was submitted, with its outcome and the names of its filters alone', async (t) => {
    const { get, events } = await startCounting(t)
    await get('/search?q=Firefox')
    await get('/api/v1/search?q=nothing&author=Ada+Secret&no=fuzzy')
    await get('/api/v1/search?q=firefix+category:private&sort=date')
    await get('/search?category=web')
    const asked = events.map(({ query, outcome }) => ({ query, ...outcome }))
    assert.deepEqual(asked, [
      { query: 'Firefox', ...FOUND },
      { query: 'nothing', ...FOUND, tier: 'some words', found: false, filters: 'author no:fuzzy' },
      { query: 'firefix', ...FOUND, corrected: true, filters: 'category sort:date' },
      { query: '', ...FOUND, tier: 'no text', filters: 'category' },
    ])
    assert.doesNotMatch(JSON.stringify(asked), /Secret|private/)
  })

  test('never half-typed words, further pages, who debugs, programs, and who asks for privacy', async (t) => {
    const { get, tell, events } = await startCounting(t)
    for (const path of [
      '/api/v1/search?q=firef&prefix=1',
      '/api/v1/search?q=firefox&prefix=0',
      '/search?q=firef&prefix=1',
      '/search?q=firefox&page=2&size=1',
      '/search?q=firefox&debug-search',
      '/search',
      '/api/v1/suggest?q=firef',
    ])
      await get(path)
    const click = { search: 'q=firefox', searched: true, position: 1 }
    for (const headers of [
      { 'Sec-GPC': '1' },
      { DNT: '1' },
      { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
      { 'User-Agent': 'curl/8.5.0' },
      { 'User-Agent': '' },
      { 'Sec-Purpose': 'prefetch;prerender' },
      { Cookie: 'a=b; blog-search-debug=0123abcd.9.x' },
      { 'Blog-Search-Counted': '1' },
    ]) {
      assert.equal(await get('/search?q=firefox', headers), 200)
      assert.equal(await tell(click, headers), 204)
    }
    assert.equal(await tell(click, { Origin: 'https://elsewhere.example' }), 204)
    assert.deepEqual(events, [])
  })
})

test('pages tell of clicks and of searches that stood still; both are checked against the results', async (t) => {
  const { tell, events, url } = await startCounting(t, { CORS_ORIGINS: 'https://blog.example' })
  assert.equal(await tell({ search: 'q=firefox', position: 2 }, { Origin: 'https://blog.example' }), 204)
  assert.equal(await tell({ search: 'q=firef&prefix=1', searched: true, position: 1 }, { Origin: url }), 204)
  assert.deepEqual(
    events.map(({ query, position }) => [query, position]),
    [
      ['firefox', 2],
      ['firef', undefined],
      ['firef', 1],
    ],
  )
  events.length = 0
  assert.equal(await tell({ search: 'q=firefox', position: 3 }), 204)
  assert.equal(await tell({ search: 'q=nothing', position: 1 }), 204)
  for (const wrong of [
    'x',
    '{}',
    { search: 'q=a', position: 0 },
    { search: 'q=a', position: 1.5 },
    { search: 'q=a', who: 'me' },
    { search: '' },
    { search: 'q=a&q=b' },
  ])
    assert.equal(await tell(wrong), 400, JSON.stringify(wrong))
  assert.equal(await tell({ search: `q=${'a'.repeat(70_000)}` }), 413)
  assert.deepEqual(events, [])
})

test('insights need a key with the scope, unless the service runs for its own machine alone', async (t) => {
  const file = join(await folderOf(t, {}), 'keys.json')
  const keys = (['insights', 'write'] as const).map((scope) =>
    makeKey({ name: scope, scopes: [scope] }, new Date()),
  )
  await writeKeys(
    file,
    keys.map(({ stored }) => stored),
  )
  const [mine, other] = keys.map(({ key }) => key)
  const { url } = await startApp(t, { env: { NODE_ENV: 'production', API_KEYS_FILE: file } })
  const status = async (path: string, headers: Record<string, string> = {}, of = url) =>
    (await fetch(of + path, { headers, redirect: 'manual' })).status
  // Elasticsearch is away: 503 is for those who are let in.
  for (const path of ['/insights', '/api/v1/insights']) {
    assert.equal(await status(path), 401)
    assert.equal(await status(path, { Authorization: `Bearer ${other}` }), 403)
    assert.equal(await status(path, { Authorization: `Bearer ${mine}` }), 503)
  }
  const enter = (key = '') =>
    fetch(`${url}/insights/key`, { method: 'POST', body: new URLSearchParams({ key }), redirect: 'manual' })
  assert.match(await (await enter(other)).text(), /does not have the scope insights/)
  const cookie = (await enter(mine)).headers.getSetCookie()[0]?.split(';')[0] ?? ''
  assert.equal(await status('/insights', { Cookie: cookie }), 503)
  assert.equal(await status('/search?q=tea&debug-search', { Cookie: cookie }), 401)
  const own = await startApp(t)
  assert.equal(await status('/insights', {}, own.url), 503)
  assert.equal(await status('/insights', { 'X-Forwarded-For': '192.0.2.1' }, own.url), 403)
  assert.equal(await status('/api/v1/insights?since=x', {}, own.url), 400)
  assert.equal(await status('/api/v1/insights?until=x', {}, own.url), 400)
})
