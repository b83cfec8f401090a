import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseSearchRequest } from '../../src/search/request/request.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, memorySource, reindexSources, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const indexPrefix = testPrefix()

const POSTS = [
  { id: '2019/04/kettles-and-soap', title: 'How to clean what boils', text: 'With vinegar.' },
  {
    id: '42',
    title: 'Kettles and soap',
    text: 'Soap for kettles, and kettles for soap.',
    url: '/2020/other-post/',
    aliases: ['/before/kettle-soap.php'],
  },
  { id: 'html', title: 'Learning HTML', text: 'With https and www, index.html and example.' },
].map((post) => ({ url: `https://blog.example/${post.id}.html`, ...post }))

before(async () => {
  const report = await reindexSources([memorySource(POSTS)], indexPrefix)
  assert.ok(report.swapped, JSON.stringify(report))
})
after(async () => {
  await dropIndexes(indexPrefix)
  await client.close()
})

async function ask(q: string) {
  const parsed = parseSearchRequest(new URLSearchParams({ q }), { maxQueryLength: 200 })
  assert.ok(parsed.ok, JSON.stringify(parsed))
  const answer = await search({ client, indexPrefix, timeoutMs: 10_000, language: 'en' }, parsed.input)
  return { first: answer.results[0], ids: answer.results.map(({ id }) => id), q: answer.query.q }
}

for (const q of [
  'https://blog.example/2019/04/kettles-and-soap.html',
  'http://www.other.example/2019/04/kettles-and-soap/?utm_source=mail#comments',
  'blog.example/2019/04/kettles-and-soap.html',
  'https://blog.example/blog/kettles-and-soap',
]) {
  test(`the address of a post finds it first: ${q}`, async () => {
    const { first } = await ask(q)
    assert.equal(first?.id, '2019/04/kettles-and-soap')
    assert.equal(Math.floor(first.score), 5)
  })
}

test('an address whose name is not the id is found by the words of its name', async () => {
  assert.equal((await ask('https://blog.example/2020/other-post/')).first?.id, '42')
})

test('a further address of a post finds it first', async () => {
  const { first } = await ask('https://blog.example/before/kettle-soap.php')
  assert.deepEqual([first?.id, Math.floor(first?.score ?? 0)], ['42', 5])
})

test('another address is searched by its words, never by those that all addresses have', async () => {
  const { ids, q } = await ask('https://www.elsewhere.example/shop/soap/index.html')
  assert.equal(q, 'shop soap')
  assert.ok(ids.includes('42') && !ids.includes('html'))
})

test('an address without a path is searched by its host', async () => {
  assert.equal((await ask('https://www.kettles.example/')).q, 'kettles')
})

test('a word with a dot is no address', async () => {
  assert.equal((await ask('node.js')).q, 'node.js')
})
