import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { BackendError } from '../../../src/core/errors.ts'
import type { SearchAnswer } from '../../../src/search/answer/answer.ts'
import { makeKey, writeKeys } from '../../../src/service/auth/key-file.ts'
import { anAnswer, aPost, startApp } from './start-app.ts'

/** A generation that the test changes. */
function aGeneration(current: string | undefined = 'one') {
  return { current, refresh: async () => undefined }
}

/** Without it, fetch() asks for an answer that nobody has kept whenever it sends a tag. */
const MAY_BE_KNOWN = { 'cache-control': 'max-age=0' }

const read = async (response: Response): Promise<SearchAnswer> => response.json()

describe('remembered answers', () => {
  test('a query that is repeated is answered without another search, until what is found changes', async (t) => {
    const generation = aGeneration()
    const { url, inputs, log } = await startApp(t, { generation })
    const ask = async (q: string) => (await read(await fetch(`${url}/api/v1/search?q=${q}`))).results[0]?.id
    assert.equal(await ask('firefox'), 'firefox-tabs')
    assert.equal(await ask('%20firefox+'), 'firefox-tabs')
    assert.equal(inputs.length, 1)
    generation.current = 'two'
    await ask('firefox')
    await ask('other')
    assert.equal(inputs.length, 3)
    assert.deepEqual(
      log.flatMap(({ cache }) => cache ?? []),
      ['miss', 'hit', 'miss', 'miss'],
    )
  })

  test('the page and the API share answers', async (t) => {
    const { url, inputs } = await startApp(t, { generation: aGeneration() })
    await fetch(`${url}/api/v1/search?q=firefox`)
    const page = await (await fetch(`${url}/search?q=firefox`)).text()
    assert.match(page, /tabs/)
    assert.equal(inputs.length, 1)
  })

  test('the same at the same time is searched for once', async (t) => {
    const waiting: (() => void)[] = []
    const { url, inputs, log } = await startApp(t, {
      generation: aGeneration(),
      search: (_ctx, input) =>
        new Promise((resolve) => waiting.push(() => resolve(anAnswer(input, { results: [aPost()] })))),
    })
    const asked = [1, 2, 3].map(() => fetch(`${url}/api/v1/search?q=firefox`))
    while (waiting.length === 0) await new Promise(setImmediate)
    await new Promise((resolve) => setTimeout(resolve, 50))
    for (const answer of waiting) answer()
    const answers = await Promise.all(asked)
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    )
    assert.equal(inputs.length, 1)
    assert.deepEqual(log.map(({ cache }) => cache).sort(), ['miss', 'shared', 'shared'])
  })

  test('a failure is not remembered', async (t) => {
    let fails = true
    const { url } = await startApp(t, {
      generation: aGeneration(),
      search: async (_ctx, input) => {
        if (fails) throw new BackendError('away')
        return anAnswer(input)
      },
    })
    const failed = await fetch(`${url}/api/v1/search?q=firefox`)
    assert.deepEqual(
      [failed.status, failed.headers.get('etag'), failed.headers.get('cache-control')],
      [503, null, 'no-store'],
    )
    fails = false
    assert.equal((await fetch(`${url}/api/v1/search?q=firefox`)).status, 200)
  })

  test('a partial answer is remembered by nobody: neither here nor by a client', async (t) => {
    const { url, inputs } = await startApp(t, {
      generation: aGeneration(),
      search: async (_ctx, input) => anAnswer(input, { partial: true }),
    })
    for (const path of ['/api/v1/search?q=firefox', '/search?q=firefox']) {
      const { headers } = await fetch(url + path)
      assert.deepEqual([headers.get('etag'), headers.get('cache-control')], [null, 'no-store'], path)
    }
    await fetch(`${url}/api/v1/search?q=firefox`)
    assert.equal(inputs.length, 3)
  })

  test('debugging, an unknown generation and a cache of no size search anew each time', async (t) => {
    for (const [query, options] of [
      ['q=a&debug-search', { generation: aGeneration() }],
      ['q=a', { generation: { current: undefined, refresh: async () => undefined } }],
      ['q=a', { generation: aGeneration(), env: { CACHE_MB: '0' } }],
    ] as const) {
      const { url, inputs } = await startApp(t, options)
      await fetch(`${url}/api/v1/search?${query}`)
      await fetch(`${url}/api/v1/search?${query}`)
      assert.equal(inputs.length, 2, query)
    }
  })
})

describe('fresh=1', () => {
  async function withKeys(t: TestContext) {
    const folder = await mkdtemp(join(tmpdir(), 'blog-search-keys-'))
    t.after(() => rm(folder, { recursive: true }))
    const file = join(folder, 'keys.json')
    const reading = makeKey({ name: 'reader', scopes: ['read'] }, new Date())
    const writing = makeKey({ name: 'writer', scopes: ['write'] }, new Date())
    await writeKeys(file, [reading.stored, writing.stored])
    return { reading: reading.key, writing: writing.key, env: { API_KEYS_FILE: file } }
  }

  test('searches anew for whoever may read, and others find what was found', async (t) => {
    const { reading, writing, env } = await withKeys(t)
    const { url, inputs } = await startApp(t, { generation: aGeneration(), env })
    const ask = (query: string, key?: string) =>
      fetch(`${url}/api/v1/search?${query}`, { headers: key ? { authorization: `Bearer ${key}` } : {} })
    await ask('q=a')
    const fresh = await ask('q=a&fresh=1', reading)
    assert.deepEqual([fresh.status, fresh.headers.get('cache-control')], [200, 'no-store'])
    assert.equal(inputs.length, 2)
    assert.equal((await ask('q=a&fresh=1')).status, 401)
    assert.equal((await ask('q=a&fresh=1', writing)).status, 403)
    assert.equal((await ask('q=a&fresh=yes', reading)).status, 400)
    assert.equal(inputs.length, 2)
  })

  test('is refused where there are no keys', async (t) => {
    const { url } = await startApp(t, { generation: aGeneration() })
    assert.equal((await fetch(`${url}/api/v1/search?q=a&fresh=1`)).status, 403)
  })
})

describe('what clients may keep', () => {
  test('an answer has a tag, by which the client learns that it has it already', async (t) => {
    const generation = aGeneration()
    const { url, inputs } = await startApp(t, { generation })
    for (const path of ['/api/v1/search?q=a', '/search?q=a']) {
      const first = await fetch(url + path)
      const tag = first.headers.get('etag') ?? ''
      assert.match(tag, /^W\/".{27}"$/)
      assert.equal(
        first.headers.get('cache-control'),
        'public, max-age=10, stale-while-revalidate=50, stale-if-error=300',
      )
      const again = await fetch(url + path, { headers: { ...MAY_BE_KNOWN, 'if-none-match': tag } })
      assert.deepEqual([again.status, await again.text()], [304, ''])
    }
    const tags = new Set<string | null>()
    for (const query of ['q=a', 'q=b', 'q=a&page=2']) {
      tags.add((await fetch(`${url}/api/v1/search?${query}`)).headers.get('etag'))
    }
    generation.current = 'two'
    const changed = await fetch(`${url}/api/v1/search?q=a`, {
      headers: { ...MAY_BE_KNOWN, 'if-none-match': [...tags].join(', ') },
    })
    assert.equal(changed.status, 200)
    assert.equal(tags.size, 3)
    assert.ok(inputs.length > 3)
  })

  test('CACHE_MAX_AGE=0 makes clients ask each time', async (t) => {
    const { url } = await startApp(t, { generation: aGeneration(), env: { CACHE_MAX_AGE: '0' } })
    const response = await fetch(`${url}/api/v1/search?q=a`)
    assert.equal(response.headers.get('cache-control'), 'no-cache')
    assert.ok(response.headers.get('etag'))
  })

  test('nobody keeps errors and debugging', async (t) => {
    const { url } = await startApp(t, { generation: aGeneration() })
    for (const path of ['/api/v1/search?q=', '/api/v1/search?q=a&debug-search', '/search?q=a&page=x']) {
      const { headers } = await fetch(url + path)
      assert.deepEqual([headers.get('cache-control'), headers.get('etag')], ['no-store', null], path)
    }
  })
})

describe('compression', () => {
  test('an answer is compressed for whoever takes that, and a short one is sent as it is', async (t) => {
    const { url } = await startApp(t)
    const encodingOf = async (path: string) => {
      const { headers } = await fetch(url + path, { headers: { 'accept-encoding': 'gzip' } })
      return [headers.get('content-encoding'), headers.get('vary')?.includes('Accept-Encoding') ?? false]
    }
    assert.deepEqual(await encodingOf('/search?q=a'), ['gzip', true])
    assert.deepEqual(await encodingOf('/healthz'), [null, true])
    const plain = await fetch(`${url}/search?q=a`, { headers: { 'accept-encoding': 'identity' } })
    assert.equal(plain.headers.get('content-encoding'), null)
  })
})
