import assert from 'node:assert/strict'
import { after, before, describe, type TestContext, test } from 'node:test'
import { relatedAnswer, resolveAnswer } from '../../../src/search/related/answers.ts'
import { suggestAnswer } from '../../../src/search/suggest/suggest-answer.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl } from '../../helpers/test-index.ts'
import { startApp } from './start-app.ts'

let prefix = ''

before(async () => {
  const posts = [
    { url: '/2014/firefox-tabs/', title: 'Firefox tabs', text: 'Many tabs.', date: '2014-01-01' },
    { url: '/2015/more-tabs/', title: 'More tabs', text: 'Many more tabs.', date: '2015-01-01' },
  ]
  prefix = (await indexBlog({ posts })).prefix
})

after(() => dropIndexes(prefix))

function start(t: TestContext, current?: string) {
  const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix }
  const generation = { current, refresh: async () => undefined }
  return startApp(t, { env, ...(current !== undefined && { generation }) })
}

const PATHS = [
  '/api/v1/suggest?q=fir',
  '/api/v1/resolve?path=/tabs',
  '/api/v1/posts/2014%2Ffirefox-tabs/related',
]

describe('suggestions, related posts and addresses by HTTP', () => {
  test('are answered as their schemas say', async (t) => {
    const { url } = await start(t)
    const [suggested, resolved, related] = await Promise.all(
      PATHS.map(async (path) => (await fetch(url + path)).json()),
    )
    const { completions, posts } = suggestAnswer.parse(suggested)
    assert.equal(completions[0]?.text, 'firefox')
    assert.equal(posts[0]?.title, 'Firefox tabs')
    assert.equal(resolveAnswer.parse(resolved).match, null)
    assert.deepEqual(
      relatedAnswer.parse(related).posts.map(({ url }) => url),
      ['/2015/more-tabs/'],
    )
  })

  test('take GET, HEAD and OPTIONS', async (t) => {
    const { url } = await start(t)
    for (const path of PATHS) {
      const head = await fetch(url + path, { method: 'HEAD' })
      assert.deepEqual([head.status, await head.text()], [200, ''])
      const post = await fetch(url + path, { method: 'POST' })
      assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD, OPTIONS'])
      assert.equal((await fetch(url + path, { method: 'OPTIONS' })).status, 204)
    }
  })

  const refused: Record<string, string[]> = {
    '/api/v1/suggest': ['q missing'],
    '/api/v1/suggest?q=%20&size=11&x=1': ['q missing', 'size invalid', 'x unknown'],
    '/api/v1/suggest?q=a&q=b&lang=!': ['q repeated', 'lang invalid'],
    '/api/v1/suggest?q=%ff&size=0': ['q invalid', 'size invalid'],
    [`/api/v1/suggest?q=${'a'.repeat(201)}`]: ['q too_long'],
    '/api/v1/resolve': ['path missing'],
    '/api/v1/resolve?path=a%00b&size=1': ['path invalid', 'size unknown'],
    [`/api/v1/resolve?path=${'a'.repeat(2001)}`]: ['path too_long'],
    '/api/v1/posts/x/related?size=21&q=1': ['size invalid', 'q unknown'],
  }
  for (const [path, expected] of Object.entries(refused)) {
    test(`${path.slice(0, 50)} gives ${expected.join(', ')}`, async (t) => {
      const { url } = await start(t)
      const response = await fetch(url + path)
      const { errors }: { errors: { field: string; code: string }[] } = await response.json()
      assert.equal(response.status, 400)
      assert.deepEqual(
        errors.map(({ field, code }) => `${field} ${code}`),
        expected,
      )
    })
  }

  test('of a post that is not there are not found', async (t) => {
    const { url } = await start(t)
    assert.equal((await fetch(`${url}/api/v1/posts/nothing/related`)).status, 404)
  })

  test('are remembered until what is found changes, and kept by clients, short beginnings longer', async (t) => {
    const { url, log } = await start(t, 'one')
    const keptFor: Record<string, string> = { fir: 'max-age=60', firefox: 'max-age=10' }
    for (const [q, maxAge] of Object.entries(keptFor)) {
      const first = await fetch(`${url}/api/v1/suggest?q=${q}`)
      assert.ok(first.headers.get('cache-control')?.includes(maxAge))
      const again = await fetch(`${url}/api/v1/suggest?q=${q}`)
      assert.equal(await again.text(), await first.text())
      const headers = { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' }
      assert.equal((await fetch(`${url}/api/v1/suggest?q=${q}`, { headers })).status, 304)
    }
    assert.deepEqual(
      log.flatMap(({ cache }) => cache ?? []),
      ['miss', 'hit', 'miss', 'hit'],
    )
  })

  test('are not available while Elasticsearch is away', async (t) => {
    const { url } = await startApp(t)
    for (const path of PATHS) assert.equal((await fetch(url + path)).status, 503)
  })
})
