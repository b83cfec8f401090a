import assert from 'node:assert/strict'
import { after, before, describe, type TestContext, test } from 'node:test'
import { answerAsText } from '../../../src/commands/search-text.ts'
import { SearchAnswer } from '../../../src/search/answer/answer.ts'
import { search } from '../../../src/search/search.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../../helpers/test-index.ts'
import { startApp } from './start-app.ts'

const FILLER = 'Much else stands here about weather, trains and the garden behind a house.'

const POSTS = [
  { id: 'engine', title: 'Elasticsearch at home', text: `It finds things. ${FILLER}` },
  { id: 'notes', title: 'Notes', text: `I moved to elasticsearch at last. ${FILLER}` },
  { id: 'bread', title: 'Rye bread', text: `Bread takes a day. ${FILLER}` },
  { id: 'breed', title: 'Sheep', text: `An old breed of sheep, a breed for hills. ${FILLER}` },
  { id: 'kettle', title: 'The kettle', text: `It boils slowly, and nobody minds. ${FILLER}` },
  { id: 'hamlet', title: 'Hamlet', text: `A play in five acts. ${FILLER}` },
  { id: 'forms', title: 'Web forms', text: `Fields of web forms. ${FILLER}` },
  { id: 'forms-2', title: 'Webforms', text: `A library named webforms. ${FILLER}` },
].map((post) => ({ url: `/${post.id}/`, date: '2020-01-02', ...post }))

describe('what a query was taken for', () => {
  const prefix = testPrefix()
  before(() => indexBlog({ posts: POSTS }, prefix))
  after(() => dropIndexes(prefix))

  async function serve(t: TestContext) {
    const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix }
    const { url } = await startApp(t, { env, search })
    const get = async (path: string, q: string) =>
      fetch(`${url}${path}?${new URLSearchParams({ q })}`).then((response) => response.text())
    return {
      answer: async (q: string) => SearchAnswer.parse(JSON.parse(await get('/api/v1/search', q))),
      page: (q: string) => get('/search', q),
    }
  }

  test('a typo is told by what the results are for, in the same words everywhere', async (t) => {
    const { answer, page } = await serve(t)
    const found = await answer('elasticsaerch')
    const { meant, message, offered } = found.query
    assert.deepEqual(meant, ['elasticsearch'])
    assert.equal(offered, undefined)
    assert.equal(message, 'Showing results for “elasticsearch”. Search only for “elasticsaerch”.')
    const text = answerAsText(found, { bold: (shown) => shown, siteUrl: undefined })
    assert.ok(text.startsWith(`${message}\n2 posts\n`), text)
    const html = await page('elasticsaerch')
    assert.match(
      html,
      /<a class="spelling" href="\/search\?q=elasticsearch"><bdi>elasticsearch<\/bdi><\/a>\./,
    )
    assert.match(
      html,
      /<a class="only" href="\/search\?q=elasticsaerch&amp;no=fuzzy">Search only for “<bdi>elasticsaerch<\/bdi>”<\/a>/,
    )
    assert.match(html, /<p class="quiet">2 posts<\/p>/)
    assert.doesNotMatch(html, /also/)
  })

  test('typos in several words make one query, none of whose words are glued', async (t) => {
    const { answer } = await serve(t)
    for (const q of ['ketttle and hamlett', 'hamlett or ketttle']) {
      const { query, terms } = await answer(q)
      const corrected = q.replace('ketttle', 'kettle').replace('hamlett', 'hamlet')
      assert.deepEqual(query.meant, [corrected])
      assert.equal(
        query.message,
        `Showing results for “${corrected}”, which no post has word for word. Search only for “${q}”.`,
      )
      assert.deepEqual(
        terms.map(({ term }) => term),
        [q, corrected],
      )
    }
  })

  test('words that no post has in a row are told as they were typed', async (t) => {
    const { answer } = await serve(t)
    const { query, terms } = await answer('kettle hamlet sheep')
    assert.equal(query.meant, undefined)
    assert.equal(
      query.message,
      'No post has “kettle hamlet sheep” word for word. Showing posts with some or all of its words.',
    )
    assert.deepEqual(
      terms.map(({ term }) => term),
      ['kettle hamlet sheep'],
    )
  })

  test('nothing is said of what was found as typed, its other forms, or its words joined', async (t) => {
    const { answer } = await serve(t)
    for (const q of ['kettle', 'kettles', 'web forms', 'webforms', 'rye bread']) {
      const { query } = await answer(q)
      assert.deepEqual(query, { q, strategy: 'exact' }, q)
    }
  })

  test('nothing is said of other spellings where nothing is found', async (t) => {
    const { query, total } = await (await serve(t)).answer('xqzvvkwj')
    assert.deepEqual([total.value, query.message, query.meant], [0, undefined, undefined])
  })

  test('with no:fuzzy only what was typed is searched for, and nothing is offered', async (t) => {
    const { query } = await (await serve(t)).answer('elasticsaerch no:fuzzy')
    assert.deepEqual([query.meant, query.offered], [undefined, undefined])
  })

  test('quotes that nothing has are told of', async (t) => {
    const { query } = await (await serve(t)).answer('"bread rye"')
    assert.equal(
      query.message,
      'Nothing has “bread rye” as quoted. Showing posts with some or all of the words.',
    )
  })
})
