import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { plainInput } from '../../src/search/request/input.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient } from '../helpers/test-index.ts'

const client = testClient()
let prefix = ''

const POSTS = [
  {
    id: 'box',
    url: '/box/',
    title: 'A quiet box',
    text: 'It moved to the cellar.',
    tags: ['Turbines', 'home-lab'],
  },
  {
    id: 'web',
    url: '/web/',
    title: 'Routes',
    text: 'They match from the top.',
    keywords: ['aspnetmvc', 'C#'],
  },
  { id: 'stage', url: '/stage/', title: 'A night out', text: 'We saw a play.', categories: ['Theatre'] },
  { id: 'wind', url: '/wind/', title: 'Windy', text: 'Three turbines turn on the hill.' },
  { id: 'there', url: '/there/', title: 'Over there', text: 'Their theory is there, and so are they.' },
  { id: 'c', url: '/c/', title: 'Learning C', text: 'The language C has pointers.' },
  { id: 'camel', url: '/camel/', title: 'Moths', text: 'They came at dusk.', tags: ['MothTrap'] },
  { id: 'apart', url: '/apart/', title: 'Pages', text: 'Read at last.', tags: ['green', 'tea'] },
  {
    id: 'air',
    url: '/air/',
    title: 'Air show',
    format: 'html',
    description: 'A day at the lake.',
    image: '/air.jpg',
    imageAlt: 'An airship',
    text: `<p>We looked up.</p><img alt="A zeppelin over water"><pre>const ship = hangar()
  .then(fly)

  .then(land)</pre><p>Then home.</p>`,
  },
  { id: 'paper', url: '/paper/', title: 'Models', text: 'My zeppelin of paper.' },
]
const COMMENTS = [
  { id: 'c1', postId: 'box', text: 'Mine hums.' },
  { id: 'c2', postId: 'air', text: '<p>Try:</p><pre>ship.refuel()</pre>' },
]

before(async () => {
  prefix = (await indexBlog({ posts: POSTS, comments: COMMENTS })).prefix
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

async function ask(q: string): Promise<{ terms: string[]; ids: string[] }> {
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }
  const { terms, results } = await search(ctx, plainInput(q))
  return { terms: terms.map(({ term }) => term), ids: results.map(({ id }) => id) }
}

describe('a post is found by its labels', () => {
  const samples: [string, string][] = [
    ['home lab', 'box'],
    ['home-lab', 'box'],
    ['homelab', 'box'],
    ['aspnetmvc', 'web'],
    ['aspnet mvc', 'web'],
    ['asp.net mvc', 'web'],
    ['C#', 'web'],
    ['theatre', 'stage'],
    ['theater', 'stage'],
    ['theatres', 'stage'],
    ['moth trap', 'camel'],
    ['mothtrap', 'camel'],
    ['moth-trap', 'camel'],
    ['green tea', 'apart'],
  ]
  for (const [q, id] of samples) {
    test(`by ${q}`, async () => {
      assert.equal((await ask(q)).ids[0], id)
    })
  }
})

test('nobody is told that no text has a label', async () => {
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }
  const messageFor = async (q: string) => (await search(ctx, plainInput(q))).query.message
  assert.equal(await messageFor('home lab'), undefined)
  assert.match((await messageFor('home turbines')) ?? '', /^No post has “home turbines” word for word/)
})

test('a label that is typed right is not corrected', async () => {
  for (const q of ['theatre', 'aspnetmvc', 'turbine']) assert.deepEqual((await ask(q)).terms, [q])
})

test('a misspelled label is corrected', async () => {
  assert.deepEqual(await ask('theartre'), { terms: ['theartre', 'theatre'], ids: ['stage'] })
})

test('a post that has a word as a label alone comes behind one whose text has it', async () => {
  assert.deepEqual((await ask('turbines')).ids, ['wind', 'box'])
})

test('no phrase goes across two labels', async () => {
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }
  const { query } = await search(ctx, plainInput('green tea'))
  assert.equal(query.strategy, 'words')
  const { hits } = await client.search({
    index: `${prefix}-posts`,
    query: { match_phrase: { labels: { query: 'green tea', slop: 20 } } },
  })
  assert.deepEqual(hits.hits, [])
})

test('the labels are words of the vocabulary', async () => {
  const { hits } = await client.search({
    index: `${prefix}-words`,
    query: { terms: { word: ['turbines', 'aspnetmvc', 'lab', 'moth', 'mothtrap'] } },
    _source: ['word', 'documents'],
    sort: ['word'],
  })
  assert.deepEqual(
    hits.hits.map(({ _source }) => _source),
    [
      { word: 'aspnetmvc', documents: 1 },
      { word: 'lab', documents: 1 },
      { word: 'moth', documents: 1 },
      { word: 'mothtrap', documents: 1 },
      { word: 'turbines', documents: 2 },
    ],
  )
})

test('what can be seen in pictures is found, below posts that say it, and is shown nowhere', async () => {
  assert.deepEqual((await ask('zeppelin')).ids, ['paper', 'air'])
  assert.deepEqual((await ask('airship')).ids, ['air'])
  const [, air] = (await answerTo('zeppelin')).results
  assert.deepEqual(air?.highlights.text, [[{ text: 'A day at the lake.', hit: false }]])
})

test('a result has the picture of its post, its description where nothing matched, and code set apart', async () => {
  const [byTitle] = (await answerTo('air show')).results
  assert.equal(byTitle?.image, '/air.jpg')
  assert.deepEqual(byTitle?.highlights.text, [[{ text: 'A day at the lake.', hit: false }]])
  const [byCode] = (await answerTo('hangar')).results
  assert.deepEqual(byCode?.highlights.text, [
    [
      { text: 'We looked up.', hit: false },
      { text: '\n', hit: false },
      { text: 'const ship = ', hit: false, code: true },
      { text: 'hangar', hit: true, code: true },
      { text: '()\n  .then(fly)\n\n  .then(land)', hit: false, code: true },
      { text: '\n', hit: false },
      { text: 'Then home. A day at the lake.', hit: false },
    ],
  ])
  const [byComment] = (await answerTo('refuel')).results
  assert.equal(byComment?.image, '/air.jpg')
  assert.deepEqual(byComment?.comments[0]?.highlights[0]?.at(-2), { text: 'refuel', hit: true, code: true })
})

async function answerTo(q: string) {
  return search({ client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' }, plainInput(q))
}
