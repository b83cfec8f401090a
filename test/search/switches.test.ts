import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseSearchRequest } from '../../src/search/request/request.ts'
import { search } from '../../src/search/search.ts'
import { parseSynonyms } from '../../src/search/spelling/synonyms.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const prefix = testPrefix()
const FILLER = 'Some other words stand here about kettles and weather.'

const POSTS = [
  // Alike but for their popularity; without it, equal posts are in the order of the index.
  { id: 'pie-1', title: 'Rhubarb pie', text: FILLER },
  { id: 'pie-2', title: 'Rhubarb pie', text: FILLER, popularity: 1 },
  { id: 'quiet', title: 'Sleep', text: `A room without noise. ${FILLER}` },
  { id: 'firefox', title: 'Firefox tips', text: FILLER },
  { id: 'apart', title: 'Lanterns', text: `Of paper, and much later on a river. ${FILLER} Then a tunnel.` },
  { id: 'script', title: 'Ecmascript', text: FILLER },
].map((post) => ({ url: `https://blog.example/${post.id}`, date: '2020-01-02', ...post }))

before(async () => {
  const comments = [{ id: 'c1', postId: 'quiet', text: 'Earplugs of beeswax helped me.' }]
  await indexBlog({ posts: POSTS, comments }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

/** The ids and the strategy of a search as its address asks for it. */
async function ask(query: string) {
  const parsed = parseSearchRequest(new URLSearchParams(query), { maxQueryLength: 200 })
  assert.ok(parsed.ok, JSON.stringify(parsed))
  const synonyms = parseSynonyms('js, ecmascript', 'synonyms')
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const, synonyms }
  const { results, query: told, terms, facets } = await search(ctx, parsed.input)
  return { ids: results.map(({ id }) => id), ...told, terms: terms.map(({ term }) => term), facets }
}

test('no=popularity: what is read often does not come first', async () => {
  assert.deepEqual((await ask('q=rhubarb pie')).ids, ['pie-2', 'pie-1'])
  assert.deepEqual((await ask('q=rhubarb pie&no=popularity')).ids, ['pie-1', 'pie-2'])
})

test('no=comments: what only a comment has is not found', async () => {
  assert.deepEqual((await ask('q=beeswax')).ids, ['quiet'])
  assert.deepEqual((await ask('q=beeswax&no=comments')).ids, [])
})

test('no=facets: nothing is counted', async () => {
  const { facets, ids } = await ask('q=beeswax')
  assert.deepEqual(facets.years, [{ value: '2020', posts: 1 }])
  const without = await ask('q=beeswax&no=facets')
  assert.deepEqual(without.ids, ids)
  assert.deepEqual(without.facets, {
    categories: [],
    tags: [],
    sites: [],
    authors: [],
    languages: [],
    years: [],
    own: [],
  })
})

test('no=alternatives: a word is not corrected, but synonyms stay', async () => {
  assert.deepEqual((await ask('q=firefix')).ids, ['firefox'])
  const { ids, terms } = await ask('q=firefix&no=alternatives')
  assert.deepEqual({ ids, terms }, { ids: [], terms: ['firefix'] })
  assert.deepEqual((await ask('q=fire fox tips')).ids, ['firefox'])
  assert.ok(!(await ask('q=fire fox&no=alternatives')).ids.includes('firefox'))
  assert.deepEqual((await ask('q=js&no=alternatives')).ids, ['script'])
})

test('no=fallback: only phrases count, typed or corrected', async () => {
  assert.deepEqual((await ask('q=paper tunnel')).ids, ['apart'])
  const without = await ask('q=paper tunnel&no=fallback')
  assert.deepEqual([without.ids, without.strategy, without.message], [[], 'exact', undefined])
  assert.deepEqual((await ask('q=firefix tips&no=fallback')).ids, ['firefox'])
})

test('no=fallback: quotes stay though nothing has what they quote', async () => {
  assert.deepEqual((await ask('q="paper tunnel" lanterns')).ids, ['apart'])
  assert.deepEqual((await ask('q="paper tunnel" lanterns&no=fallback')).ids, [])
})

test('no=synonyms: a word stands for itself alone', async () => {
  assert.deepEqual((await ask('q=js')).ids, ['script'])
  assert.deepEqual((await ask('q=js&no=synonyms')).ids, [])
})

test('several together, in any order, with commas or repeated', async () => {
  for (const query of ['no=synonyms,comments', 'no=comments&no=Synonyms', 'no= comments , synonyms']) {
    assert.deepEqual((await ask(`q=js&${query}`)).ids, [], query)
    assert.deepEqual((await ask(`q=beeswax&${query}`)).ids, [], query)
    assert.deepEqual((await ask(`q=firefix&${query}`)).ids, ['firefox'], query)
  }
})

test('another name is an error that tells the possible ones', () => {
  for (const [no, given] of [
    ['freshness', 'freshness'],
    ['', ''],
    ['comments,,synonyms', ''],
  ] as const) {
    const parsed = parseSearchRequest(new URLSearchParams({ q: 'a', no }), { maxQueryLength: 200 })
    assert.deepEqual(parsed, {
      ok: false,
      errors: [
        {
          field: 'no',
          code: 'invalid',
          message: `no: expected some of fuzzy, popularity, comments, alternatives, fallback, synonyms, meaning, facets, with commas between, got "${given}"`,
        },
      ],
    })
  }
})
