import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { explainPost } from '../../src/search/explain/explain-post.ts'
import { parseSearchRequest } from '../../src/search/request/request.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const prefix = testPrefix()
const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const, facets: ['trip'] }

const POSTS = [
  {
    id: 'porto',
    date: '2019-05-01',
    title: 'Porto by tram',
    categories: ['Travel'],
    author: 'Anna Weiss',
    site: 'Essays',
    facets: { trip: ['By Rail', 'by rail'] },
  },
  {
    id: 'oslo',
    date: '2021-03-01',
    title: 'Oslo in the rain',
    categories: ['Travel'],
    author: 'Ben Holm',
    site: 'notes',
    facets: { trip: ['On Foot'] },
  },
  {
    id: 'bern',
    date: '2023-07-01',
    title: 'Bern auf dem Rad',
    categories: ['travel'],
    language: 'de',
    facets: { trip: ['by Rail'] },
  },
  {
    id: 'chai',
    date: '2022-01-01',
    title: 'Chai with milk',
    categories: ['Kitchen'],
    tags: ['Tea'],
    site: 'Notes',
  },
  { id: 'rye', date: '2018-01-01', title: 'Rye bread', categories: ['Kitchen'], keywords: ['baking'] },
  { id: 'undated', title: 'About', categories: ['Kitchen'] },
].map((post) => ({ url: `https://blog.example/${post.id}`, text: `What ${post.id} is about.`, ...post }))

before(async () => {
  const comments = [{ id: 'c1', postId: 'porto', text: 'Less milk than in Oslo.' }]
  await indexBlog({ posts: POSTS, comments }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

function inputOf(params: string) {
  const parsed = parseSearchRequest(new URLSearchParams(params), { maxQueryLength: 200 })
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return parsed.input
}

const ask = (params: string) => search(ctx, inputOf(params))
const idsOf = async (params: string) => (await ask(params)).results.map(({ id }) => id)

describe('a search without a text lists what its filters leave, newest first', () => {
  const expected: Record<string, string[]> = {
    'q=category:travel': ['bern', 'oslo', 'porto'],
    'category=travel': ['bern', 'oslo', 'porto'],
    'q=&category=travel&sort=relevance': ['bern', 'oslo', 'porto'],
    'q=author:"Anna Weiss"': ['porto'],
    'author=Anna Weiss': ['porto'],
    'q=after:2021': ['bern', 'chai', 'oslo'],
    'before=2019': ['rye'],
    'q=-milk': ['bern', 'oslo', 'porto', 'rye', 'undated'],
    'exclude=milk&exclude=rain': ['bern', 'porto', 'rye', 'undated'],
    'q=lang:de': ['bern'],
    'facet=trip:by rail': ['bern', 'porto'],
    'facet=trip:On Foot': ['oslo'],
    'facet=trip:by rail&facet=trip:on foot': [],
    'q=site:notes': ['chai', 'oslo'],
    'site=essays': ['porto'],
    'q=site:essays site:notes': ['chai', 'oslo', 'porto'],
    'q=milk&site=essays': ['porto'],
    'q=keyword:baking': ['rye'],
    'q=keyword:tea': ['chai'],
    'q=category:travel after:2020 -rain': ['bern'],
    'q=category:travel&before=2022': ['oslo', 'porto'],
    'q=-is in:title': ['bern', 'chai', 'oslo', 'porto', 'rye', 'undated'],
    'q=category:travel no:fuzzy': ['bern', 'oslo', 'porto'],
    'q=category:travel&no=comments,popularity,fallback&prefix=1': ['bern', 'oslo', 'porto'],
    'q=category:garden': [],
  }
  for (const [params, ids] of Object.entries(expected)) {
    test(params, async () => assert.deepEqual(await idsOf(params), ids))
  }
})

test('the answer has no terms and no message, all totals and facets, and the beginnings of texts', async () => {
  const { query, terms, total, facets, results } = await ask('q=category:travel')
  assert.deepEqual(query, { q: '', strategy: 'exact' })
  assert.deepEqual(terms, [])
  assert.deepEqual(total, { value: 3, relation: 'eq' })
  assert.deepEqual(facets, {
    categories: [{ value: 'Travel', posts: 3 }],
    tags: [],
    sites: ['Essays', 'notes'].map((value) => ({ value, posts: 1 })),
    authors: ['Anna Weiss', 'Ben Holm'].map((value) => ({ value, posts: 1 })),
    languages: [{ value: 'de', posts: 1 }],
    years: ['2023', '2021', '2019'].map((value) => ({ value, posts: 1 })),
    own: [
      {
        field: 'trip',
        values: [
          { value: 'By Rail', posts: 2 },
          { value: 'On Foot', posts: 1 },
        ],
      },
    ],
  })
  const [bern] = results
  assert.deepEqual(bern?.highlights, {
    title: [{ text: 'Bern auf dem Rad', hit: false }],
    text: [[{ text: 'What bern is about.', hit: false }]],
  })
  assert.deepEqual([bern?.score, bern?.comments], [0, []])
  assert.deepEqual(
    results.map(({ site }) => site),
    [null, 'notes', 'Essays'],
  )
})

test('nothing left is an answer, too', async () => {
  const { query, total, facets } = await ask('category=garden')
  assert.deepEqual(query, { q: '', strategy: 'exact' })
  assert.deepEqual(total, { value: 0, relation: 'eq' })
  assert.deepEqual(facets.languages, [])
  assert.deepEqual(
    facets.categories,
    ['Kitchen', 'Travel'].map((value) => ({ value, posts: 3 })),
  )
})

test('a chosen value leaves the other values of its facet, counted under all other conditions, in one round trip', async () => {
  const countsOf = (values: readonly { value: string; posts: number }[]) =>
    Object.fromEntries(values.map(({ value, posts }) => [value, posts]))
  const chosen = await ask('q=-milk&category=travel&facet=trip:on foot&after=2021&before=2022&debug-search')
  assert.deepEqual(
    chosen.results.map(({ id }) => id),
    ['oslo'],
  )
  const { categories, authors, years, own } = chosen.facets
  assert.deepEqual(countsOf(categories), { Travel: 1 })
  assert.deepEqual(countsOf(own[0]?.values ?? []), { 'On Foot': 1 })
  assert.deepEqual(countsOf(years), { '2021': 1 })
  assert.deepEqual(countsOf(authors), { 'Ben Holm': 1 })
  assert.equal(chosen.debug?.requests.length, 1)
  const byCategory = await ask('q=-milk&category=kitchen')
  assert.deepEqual(countsOf(byCategory.facets.categories), { Travel: 3, Kitchen: 2 })
  assert.deepEqual(countsOf((await ask('author=anna weiss')).facets.authors), {
    'Anna Weiss': 1,
    'Ben Holm': 1,
  })
  assert.deepEqual(countsOf((await ask('keyword=tea')).facets.tags), { Tea: 1 })
  assert.deepEqual(countsOf((await ask('site=essays')).facets.sites), { Essays: 1, Notes: 2 })
  assert.deepEqual(countsOf((await ask('lang=de&category=travel')).facets.languages), { de: 1 })
  const byYear = await ask('after=2021&before=2022&facet=trip:by rail')
  assert.deepEqual([byYear.total.value, countsOf(byYear.facets.years)], [0, { '2023': 1, '2019': 1 }])
  assert.deepEqual(countsOf(byYear.facets.own[0]?.values ?? []), { 'On Foot': 1 })
  const typed = await ask('q=category:kitchen&author=nobody')
  assert.deepEqual(countsOf(typed.facets.categories), {}, 'what the query itself says stays')
})

test('a facet of no field or no value is a clear error', () => {
  for (const facet of ['rail', ':rail', 'trip:', '9:x']) {
    const parsed = parseSearchRequest(new URLSearchParams({ q: 'x', facet }), { maxQueryLength: 200 })
    assert.deepEqual(!parsed.ok && parsed.errors.map(({ message }) => message), [
      `facet: expected a field and a value, such as series:Rust, got ${JSON.stringify(facet)}`,
    ])
  }
})

test('pages follow each other, and the total stays', async () => {
  const pages = await Promise.all([1, 2, 3, 4].map((page) => ask(`q=-milk&size=2&page=${page}`)))
  assert.deepEqual(
    pages.map(({ results }) => results.map(({ id }) => id)),
    [['bern', 'oslo'], ['porto', 'rye'], ['undated'], []],
  )
  for (const { total } of pages) assert.deepEqual(total, { value: 5, relation: 'eq' })
})

test('it takes one round trip of two searches, which whoever debugs sees', async () => {
  const { debug } = await ask('q=category:travel no:fuzzy&debug-search&debug-post=chai')
  assert.equal(debug?.requests.length, 1)
  assert.deepEqual(
    debug?.requests[0]?.parts.map(({ asks }) => asks),
    ['the best posts', 'the best comments'],
  )
  assert.deepEqual(
    debug?.hits.map(({ id, rank, rankWithoutPopularity, score }) => [id, rank, rankWithoutPopularity, score]),
    [
      ['bern', 1, 1, 0],
      ['oslo', 2, 2, 0],
      ['porto', 3, 3, 0],
    ],
  )
  assert.deepEqual([debug?.terms, debug?.words, debug?.tokens, debug?.suggestions], [[], [], [], []])
  assert.equal(debug?.comparison?.with.total, 3)
  assert.deepEqual(debug?.post?.verdict, {
    decides: 'filter',
    sentence: 'chai is not among the results. It fails a condition: that it is in the category “travel”.',
  })
})

test('a post is explained by its place', async () => {
  const sentenceFor = async (params: string, id: string) =>
    (await explainPost(ctx, inputOf(params), id)).verdict.sentence
  assert.equal(await sentenceFor('q=-milk', 'oslo'), 'oslo is result 2 of 5, newest first.')
  assert.equal(await sentenceFor('q=-milk&size=1', 'oslo'), 'oslo is result 2 of 5, newest first, on page 2.')
})
