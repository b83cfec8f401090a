import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { search } from '../../../../src/search/search.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../../../helpers/test-index.ts'
import { startApp } from '../start-app.ts'

const prefix = testPrefix()
const POSTS = [
  {
    id: 'rye',
    url: '/2019/rye-bread/',
    title: 'Rye *bread* [slow]',
    text: 'It rose overnight in a cold kitchen.\n\n```\nknead --slowly\n```\n\nThen we waited for the oven.',
    format: 'markdown',
    date: '2019-04-21',
    author: 'Anna',
    categories: ['Kitchen'],
  },
  {
    id: 'oven',
    url: '/2020/oven/',
    title: 'The oven',
    text: 'A cold kitchen and a slow oven rose overnight.',
  },
  { id: 'tram', url: '/2021/tram/', title: 'Trams', text: 'They are yellow.' },
]

before(() =>
  indexBlog({ posts: POSTS, comments: [{ id: '1', postId: 'tram', text: 'Mine was green_<b>.' }] }, prefix),
)
after(() => dropIndexes(prefix))

const find: typeof search = (ctx, input, signal) => search(ctx, input, signal)

function service(t: TestContext, env: Record<string, string> = {}) {
  const own = {
    ELASTICSEARCH_URL: testElasticsearchUrl(),
    INDEX_PREFIX: prefix,
    SITE_URL: 'https://blog.example',
  }
  return startApp(t, { env: { ...own, ...env }, search: find })
}

/** An official client, by the newest version of the protocol or by an older one. */
async function connect(t: TestContext, url: string, mode: 'auto' | 'legacy' = 'auto') {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)))
  t.after(() => client.close())
  const call = async (name: string, args: Record<string, unknown>) => {
    const { content, isError = false } = await client.callTool({ name, arguments: args })
    const [first] = content as { text: string }[]
    return { text: first?.text ?? '', isError }
  }
  return { client, call }
}

test('an official client searches, reads, finds similar posts, and is told why one is not found', async (t) => {
  const { url } = await service(t)
  for (const mode of ['auto', 'legacy'] as const) {
    const { client, call } = await connect(t, url, mode)
    const { tools } = await client.listTools()
    assert.deepEqual(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]),
      ['search', 'get_post', 'related', 'why_not'].map((name) => [name, true]),
    )
    const properties = Object.keys(tools[0]?.inputSchema.properties ?? {})
    assert.ok(properties.includes('category') && !properties.includes('debug-search'), properties.join())

    const found = await call('search', { q: 'rye bred', size: 1 })
    assert.match(found.text, /^# 1 post for “rye bred”\n\nShowing results for “rye bread”\./)
    assert.ok(found.text.includes('## 1. [Rye bread \\[slow\\]](https://blog.example/2019/rye-bread/)'))
    assert.ok(found.text.includes('2019-04-21 · Anna · Kitchen · id: `rye`'))
    assert.match((await call('search', { q: 'green' })).text, /> \[Comment\]\(.*\): Mine was green\\_\./)
    assert.match((await call('search', { exclude: ['zebra'], size: 2 })).text, /Ask for them with page: 2\.$/)

    for (const post of ['rye', 'https://blog.example/2019/rye-bread/']) {
      const { text } = await call('get_post', { post })
      assert.match(text, /kitchen\.\n\n```\nknead --slowly\n```\n\nThen we waited/)
    }
    assert.match((await call('related', { post: '/2019/rye-bread/' })).text, /^- \[The oven\]/)
    const why = await call('why_not', { q: 'rye', post: 'tram' })
    assert.match(why.text, /^tram is not among the results/)
  }
})

test('a wrong call is told all that is wrong with it', async (t) => {
  const { url } = await service(t)
  const { call } = await connect(t, url)
  const wrong: [string, object, RegExp][] = [
    ['search', {}, /^q: expected a text to search for$/],
    [
      'search',
      { q: 'a', size: 99, 'debug-search': '' },
      /^size: .* from 1 to 50, got "99"\n"debug-search" is no/,
    ],
    ['get_post', { post: 'nobody' }, /^post: expected the id or address of a post, got "nobody"$/],
    ['get_post', {}, /^post: expected an id or address$/],
    ['why_not', { q: 'rye' }, /^post: expected an id or address$/],
    [
      'delete_post',
      { post: 'rye' },
      /^name: expected search, get_post, related, why_not, got "delete_post"$/,
    ],
  ]
  for (const [name, args, message] of wrong) {
    const { text, isError } = await call(name, { ...args })
    assert.equal(isError, true, name)
    assert.match(text, message)
  }
})

test('the keys and limits of the API hold for agents', async (t) => {
  const { url } = await service(t, { DEBUG_SEARCH: 'key', RATE_LIMIT_DEBUG: '1' })
  const { call } = await connect(t, url)
  assert.match(
    (await call('why_not', { q: 'rye', post: 'tram' })).text,
    /switched off: there is no file of keys/,
  )
  await assert.rejects(call('why_not', { q: 'rye', post: 'tram' }), /429|at most 1 of these/)
  assert.equal((await call('search', { q: 'rye' })).isError, false)

  const send = (body: string, headers: Record<string, string> = {}, to = url) =>
    fetch(`${to}/mcp`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } })
  assert.equal((await send('[]')).status, 400)
  assert.equal((await send(JSON.stringify('x'.repeat(70_000)))).status, 413)
  assert.equal((await send('{}', { Origin: 'https://evil.example' })).status, 403)
  assert.equal((await fetch(`${url}/mcp`)).status, 405)
  const closed = await service(t, { READ_ACCESS: 'key' })
  assert.equal((await send('{}', {}, closed.url)).status, 403)
})

test('pages are Markdown for who asks for it, and llms.txt says how to search, unless they are off', async (t) => {
  const { url } = await service(t)
  const get = async (path: string, accept: string, from = url) => {
    const response = await fetch(`${from}${path}`, { headers: { Accept: accept } })
    const type = response.headers.get('content-type')?.split(';')[0]
    return { status: response.status, type, vary: response.headers.get('vary'), text: await response.text() }
  }
  const page = await get('/search?q=kitchen&size=1', 'text/markdown')
  assert.deepEqual([page.status, page.type], [200, 'text/markdown'])
  assert.match(page.vary ?? '', /Accept(?:,|$)/)
  assert.match(
    page.text,
    /^# 2 posts for “kitchen”\n[\s\S]*\[Next page\]\(\/search\?q=kitchen&size=1&page=2\)\n$/,
  )
  const wrong = await get('/search?q=a&size=0', 'text/markdown')
  assert.deepEqual([wrong.status, wrong.type], [400, 'text/markdown'])
  for (const accept of ['*/*', 'text/html,*/*;q=0.8', 'text/markdown;q=0.5, text/html'])
    assert.equal((await get('/search?q=kitchen', accept)).type, 'text/html', accept)
  const { text } = await get('/llms.txt', '*/*')
  for (const part of ['# Blog search\n', `(${url}/mcp)`, '- [Rye bread \\[slow\\]](https://blog.example'])
    assert.ok(text.includes(part), text)

  const off = await service(t, { AGENTS: 'false' })
  assert.equal((await get('/llms.txt', '*/*', off.url)).status, 404)
  assert.equal((await fetch(`${off.url}/mcp`, { method: 'POST' })).status, 404)
  assert.equal((await get('/search?q=kitchen', 'text/markdown', off.url)).type, 'text/html')
})
