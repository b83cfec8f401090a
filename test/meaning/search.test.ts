import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readConfig } from '../../src/core/config.ts'
import { embedMissing } from '../../src/index/vectors/embed-missing.ts'
import { applyWrites } from '../../src/index/write/apply-writes.ts'
import { vectorsBy } from '../../src/meaning/open-vectors.ts'
import { searchingWith } from '../../src/meaning/searching.ts'
import { vectorField } from '../../src/meaning/vector-field.ts'
import { postMappings, vectorProblem } from '../../src/meaning/vector-state.ts'
import { parseSearchRequest } from '../../src/search/request/request.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, memorySource, reindexSources, testClient, testPrefix } from '../helpers/test-index.ts'
import { FakeEmbedder, fakeModel } from './fake-model.ts'

const client = testClient()
const prefix = testPrefix()
const model = fakeModel()
const settings = { indexPrefix: prefix, language: 'en' as const }
const config = { ...readConfig({}), ...settings }

const long = (words: string) => `${'lantern paper river stone '.repeat(50)} ${words}`
const POSTS = [
  { id: 'car', title: 'Washing a car', text: 'Rinse the vehicle first.', categories: ['Garage'] },
  { id: 'physician', title: 'My physician', text: 'The surgeon is kind.', categories: ['Health'] },
  { id: 'journey', title: 'A long journey', text: `Two weeks by train. ${long('vacation')}` },
  { id: 'meal', title: 'Cooking', text: 'A meal with friends, and the price of fresh onions.' },
  { id: 'german', title: 'Das automobile', text: 'Ein vehicle', language: 'de' },
].map((post) => ({ url: `https://blog.example/${post.id}`, date: '2020-01-02', ...post }))

const indexing = new FakeEmbedder()
const asking = new FakeEmbedder()
const source = searchingWith(client, settings, { model, embedder: asking, waitMs: 5_000 })

before(async () => await load(POSTS))
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

async function load(posts: readonly object[], vectorModel = model) {
  const meaning = vectorsBy(client, settings, vectorModel, [indexing])
  indexing.texts.length = 0
  const report = await reindexSources([memorySource(posts)], prefix, { client, meaning, canaries: false })
  assert.ok(report.swapped, JSON.stringify(report))
  return meaning.vectors.counts
}

/** The answer to a search, without its times. */
async function ask(query: string, by: typeof source | 'words' = source) {
  const parsed = parseSearchRequest(new URLSearchParams(query), { maxQueryLength: 200 })
  assert.ok(parsed.ok, JSON.stringify(parsed))
  const meaning = by === 'words' ? undefined : by
  let trips = 0
  const onRoundTrip = () => {
    trips += 1
  }
  const ctx = {
    client,
    indexPrefix: prefix,
    timeoutMs: 10_000,
    language: 'en' as const,
    meaning,
    onRoundTrip,
  }
  const { took: _, ...answer } = await search(ctx, parsed.input)
  return { ...answer, trips, ids: answer.results.map(({ id }) => id) }
}

test('a post that is described in other words is found, marked, and counted in the total and the facets', async () => {
  const { results, total, facets, trips } = await ask('q=the doctor of my automobile')
  const found = new Map(results.map(({ id, similar }) => [id, similar]))
  assert.equal(found.get('physician'), true)
  assert.equal(found.get('car'), true)
  assert.deepEqual(total, { value: results.length, relation: 'eq' })
  const counts = new Map(facets.categories.map(({ value, posts }) => [value, posts]))
  assert.deepEqual([counts.get('Garage'), counts.get('Health')], [1, 1])
  assert.equal(facets.years[0]?.posts, results.length)
  assert.ok(trips <= 2)
})

test('a query of known words takes one round trip, and filters hold for what only meaning finds', async () => {
  const { ids, trips, results } = await ask('q=fresh vacation dinner&category=nothing')
  assert.deepEqual(ids, [])
  assert.ok(trips <= 2)
  const found = await ask('q=friends dinner vacation onions price')
  assert.equal(found.ids[0], 'meal')
  assert.deepEqual(results, [])
  assert.equal((await ask('q=kind friends of onions')).trips, 1)
})

test('words and meaning add up, and the debug answer tells cosine, passage and points', async () => {
  const { results, debug } = await ask('q=vacation by train&debug-search')
  const hit = debug?.hits.find(({ id }) => id === 'journey')
  assert.ok(hit !== undefined)
  const sum = hit.points.reduce((all, { points }) => all + points, 0)
  assert.ok(Math.abs(sum - hit.score) < 2e-6)
  assert.ok(hit.points.some(({ kind, points }) => kind === 'meaning' && points > 0))
  assert.ok((hit.meaning?.cosine ?? 0) > 0)
  assert.match(hit.meaning?.passage?.text ?? '', /^A long journey\. /)
  assert.ok((hit.meaning?.passage?.cosine ?? 0) > 0)
  assert.equal(results.find(({ id }) => id === 'journey')?.similar, undefined)
  const purposes = debug?.requests[0]?.parts.map(({ asks }) => asks)
  assert.ok(purposes?.includes('the posts nearest in meaning'))
})

test('a result that is proven by words keeps its score and its place', async () => {
  const [withMeaning] = (await ask('q=washing a car')).results
  const [without] = (await ask('q=washing a car', 'words')).results
  assert.deepEqual(withMeaning, without)
})

test('one word, quotes, titles, dates, and no=meaning ask for words alone: the answer is the same as without a model', async () => {
  const queries = [
    'q=automobile',
    'q="doctor of the automobile"',
    'q=my doctor&in=title',
    'q=my doctor car&sort=date',
  ]
  const off = ['no=meaning', 'no=fuzzy', 'no=fallback'].map((no) => `q=doctor automobile&${no}`)
  asking.texts.length = 0
  for (const query of [...queries, ...off])
    assert.deepEqual(await ask(query), await ask(query, 'words'), query)
  assert.deepEqual(asking.texts, [])
})

test('a query about nothing that the blog is about finds nothing', async () => {
  assert.deepEqual((await ask('q=zebra quartz')).ids, [])
})

test('of a mistyped query the mended words are embedded', async () => {
  asking.texts.length = 0
  const { trips } = await ask('q=washng automobile')
  assert.equal(trips, 2)
  assert.ok(asking.texts.includes('washing automobile'), asking.texts.join('; '))
})

test('pages follow one another without a gap or a repetition', async () => {
  const whole = (await ask('q=doctor automobile train friends')).ids
  assert.ok(whole.length >= 4)
  const pages = await Promise.all(
    whole.map(async (_, i) => (await ask(`q=doctor automobile train friends&size=1&page=${i + 1}`)).ids),
  )
  assert.deepEqual(pages.flat(), whole)
})

test('without a vector in time, or in an index of another model, words alone are searched for', async () => {
  const words = await ask('q=doctor friends price', 'words')
  const failing = new FakeEmbedder()
  failing.problem = 'the process is dead'
  const broken = searchingWith(client, settings, { model, embedder: failing })
  assert.deepEqual(await ask('q=doctor friends price', broken), words)
  assert.equal(broken.problem, 'the process is dead')
  const other = searchingWith(client, settings, {
    model: fakeModel('other'),
    embedder: new FakeEmbedder(),
    waitMs: 5_000,
  })
  assert.deepEqual(await ask('q=doctor friends price', other), words)
  const mappings = await postMappings(client, prefix)
  assert.equal(vectorProblem(model, mappings, 'en'), undefined)
  assert.match(
    vectorProblem(fakeModel('other'), mappings, 'en')?.reason ?? '',
    /vectors of another model \(model fake\)/,
  )
  assert.match(
    vectorProblem(model, mappings, 'de')?.reason ?? '',
    /not trained on the blog's language \(de\)/,
  )
})

test('a written post is found by words at once, and by meaning once it is embedded', async () => {
  const post = {
    id: 'new',
    url: 'https://blog.example/new',
    title: 'Supper',
    text: 'Soup again.',
    format: 'markdown',
    tags: [],
    categories: [],
    keywords: [],
  }
  await applyWrites(
    { client, config },
    [{ action: 'put', kind: 'posts', id: 'new', post, version: 1, origin: 'api' } as never],
    'wait_for',
  )
  assert.deepEqual((await ask('q=soup')).ids, ['new'])
  const similar = async () => (await ask('q=dinner for guests')).ids.includes('new')
  assert.equal(await similar(), false)
  const { vectors } = vectorsBy(client, settings, model, [indexing])
  const embedding = { client, vectors, blogLanguage: 'en', fresh: true }
  assert.equal(await embedMissing(embedding, `${prefix}-posts`), 1)
  assert.equal(await similar(), true)
  assert.equal(await embedMissing(embedding, `${prefix}-posts`), 0)
})

test('a reindex embeds only passages that are new, and none in another language; another model makes new vectors', async () => {
  const again = await load(POSTS)
  assert.deepEqual(again, { embedded: 0, remembered: 6, otherLanguage: 1 })
  const changed = POSTS.map((post) => (post.id === 'car' ? { ...post, text: 'Polish the vehicle.' } : post))
  assert.deepEqual(await load(changed), { embedded: 1, remembered: 5, otherLanguage: 1 })
  assert.deepEqual(indexing.texts, ['dimensions', 'Washing a car. Polish the vehicle.'])
  const other = fakeModel('other')
  assert.equal((await load(changed, other)).embedded, 6)
  const fields = (await postMappings(client, prefix)).flatMap(({ properties = {} }) =>
    Object.keys(properties),
  )
  assert.ok(fields.includes(vectorField(other)))
  assert.ok(!fields.includes(vectorField(model)))
})
