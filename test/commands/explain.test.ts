import assert from 'node:assert/strict'
import { after, before, describe, type TestContext, test } from 'node:test'
import { dropIndexes, indexBlog, testPrefix } from '../helpers/test-index.ts'
import { runCli } from './run-cli.ts'

const node = process.env.TEST_ELASTICSEARCH_URL

describe('blog-search explain', { skip: node === undefined && 'TEST_ELASTICSEARCH_URL is not set' }, () => {
  const prefix = testPrefix()
  const env = { ELASTICSEARCH_URL: node ?? '', INDEX_PREFIX: prefix }

  before(async () => {
    const posts = [
      { id: 'tea', url: '/tea', title: 'On tea', text: 'Green tea and a slow kettle.', date: '2019-05-05' },
      { id: 'pot', url: '/pot', title: 'The pot', text: 'A kettle is no pot for tea.', date: '2014-05-05' },
      { id: 'soup', url: '/soup', title: 'Soup', text: 'With leeks.', tags: ['food'] },
    ]
    await indexBlog({ posts, comments: [{ id: 'c', postId: 'soup', text: 'And some chives.' }] }, prefix)
  })
  after(async () => {
    await dropIndexes(prefix)
  })

  async function explain(t: TestContext, q: string, id: string) {
    const { code, stdout } = await runCli(t, ['explain', '--json', q, id], env)
    assert.equal(code, 0)
    return JSON.parse(stdout)
  }

  test('tells rank, tier and points, which add up, and the results beside', async (t) => {
    const { here, terms } = await explain(t, 'slow kettel', 'tea')
    assert.deepEqual([here.rank, here.of, here.tier], [1, 2, 'phrase'])
    assert.equal(terms[1].term, 'slow kettle')
    const sum = here.points.reduce((total: number, { points }: { points: number }) => total + points, 0)
    assert.ok(Math.abs(sum - here.score) < 1e-4)
    assert.equal(here.above, undefined)
    assert.deepEqual([here.below.id, here.below.tier], ['pot', 'some words'])
  })

  test('tells which condition left a post out', async (t) => {
    const { missing } = await explain(t, 'kettle after:2015 keyword:food -pot', 'pot')
    assert.deepEqual(missing.failed, [
      'is without “pot”',
      'has the keyword “food”',
      'is of 2015-01-01 or later',
    ])
  })

  test('tells which words a post has, and where', async (t) => {
    const { missing } = await explain(t, 'green kettle pots chives', 'soup')
    assert.equal(missing.required, 1)
    assert.deepEqual(
      missing.words.map(({ word, comments }: { word: string; comments: boolean }) => [word, comments]),
      [
        ['green', false],
        ['kettle', false],
        ['pots', false],
        ['chives', true],
      ],
    )
  })

  test('says so in words', async (t) => {
    const found = await runCli(t, ['explain', 'kettle', 'tea'], env)
    assert.match(
      found.stdout,
      /^Searched for: “kettle”\ntea is result \d of 2, with a score of 3\.\d+: phrase as typed\./,
    )
    const missing = await runCli(t, ['explain', 'kettle', 'soup'], env)
    assert.match(
      missing.stdout,
      /soup is not among the results.*Neither its title nor its text has any of the words/s,
    )
    const unknown = await runCli(t, ['explain', 'kettle', 'nope'], env)
    assert.match(unknown.stdout, /The index has no post with this id/)
  })

  test('a query without a word or a filter is refused', async (t) => {
    const { code, stderr } = await runCli(t, ['explain', 'in:title', 'tea'], env)
    assert.equal(code, 2)
    assert.match(stderr, /q: expected a word/)
    const listed = await runCli(t, ['explain', 'after:1999', 'nope'], env)
    assert.equal(listed.code, 0)
    assert.match(listed.stdout, /^Searched for no text, newest first\n/)
  })
})
