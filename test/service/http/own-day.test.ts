import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { SearchAnswer } from '../../../src/search/answer/answer.ts'
import { search } from '../../../src/search/search.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl } from '../../helpers/test-index.ts'
import { startApp } from './start-app.ts'

const POSTS = [
  { id: 'west', date: '2021-12-31T22:30:00-08:00' },
  { id: 'east', date: '2022-01-01T03:00:00+10:00' },
  { id: 'plain', date: '2022-01-01' },
  { id: 'commented', date: '2021-12-31T23:59:00-02:00', text: 'Nothing.' },
].map((post) => ({ url: `/${post.id}/`, text: 'About kettles.', ...post }))

let prefix = ''
before(async () => {
  const comments = [{ id: '1', postId: 'commented', text: 'My kettles are older.' }]
  prefix = (await indexBlog({ posts: POSTS, comments })).prefix
})
after(() => dropIndexes(prefix))

async function ask(t: TestContext, params: string): Promise<SearchAnswer> {
  const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix }
  const find: typeof search = (ctx, input, signal) => search(ctx, input, signal)
  const { url } = await startApp(t, { env, search: find })
  return SearchAnswer.parse(await (await fetch(`${url}/api/v1/search?q=${params}`)).json())
}

test('the year is counted by the day that the author wrote', async (t) => {
  const { facets } = await ask(t, 'kettles')
  assert.deepEqual(facets.years, [
    { value: '2022', posts: 2 },
    { value: '2021', posts: 2 },
  ])
})

test('filters go by the same day, for posts and for comments', async (t) => {
  const expected: Record<string, string[]> = {
    'kettles&after=2022': ['east', 'plain'],
    'kettles&before=2022-01-01': ['commented', 'west'],
    'kettles%20after:2021-12-31%20before:2022': ['commented', 'west'],
    'kettles&after=2022-01-02': [],
  }
  for (const [params, ids] of Object.entries(expected)) {
    const { results } = await ask(t, params)
    assert.deepEqual(results.map(({ id }) => id).sort(), ids, params)
  }
})

test('the page shows the day that counts', async (t) => {
  const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix }
  const { url } = await startApp(t, { env, search: (ctx, input, signal) => search(ctx, input, signal) })
  const page = await (await fetch(`${url}/search?q=kettles&before=2022`)).text()
  assert.match(page, /<time[^>]*>December 31, 2021<\/time>/)
  assert.doesNotMatch(page, /<time[^>]*>January 1, 2022<\/time>/)
})
