import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SearchAnswer } from '../../src/search/answer/answer.ts'
import { plainInput } from '../../src/search/request/input.ts'
import { parseQuery } from '../../src/search/request/parsed-query.ts'
import { parseSearchRequest } from '../../src/search/request/request.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const prefix = testPrefix()

/** Filler that no test searches for, so that documents are long enough for frequencies to mean something. */
const FILLER = 'Some other words stand here about kettles and weather.'

const POSTS = [
  { id: 'firefox', title: 'Firefox tips', text: `Ten tips for the browser. ${FILLER}`, categories: ['web'] },
  { id: 'browsers', title: 'On browsers', text: `I like Firefox best. ${FILLER}`, tags: ['browser'] },
  { id: 'dates', title: 'Date formatting', text: `How to print a day. ${FILLER}` },
  { id: 'dates-2', title: 'Parsing', text: `There are many date formats. ${FILLER}` },
  { id: 'dose', title: 'Medicine', text: `The right dose matters. ${FILLER}` },
  { id: 'does', title: 'What it does', text: `It does what it does. ${FILLER}` },
  {
    id: 'seeds',
    title: 'Garden',
    text: `I bought seeds for the garden, and a spade, and much else. ${FILLER}`,
  },
  { id: 'seeded', title: 'Seeded', text: 'Seeded.' },
  { id: 'quiet', title: 'Sleep', text: `A room without noise. ${FILLER}`, keywords: ['Rest'] },
  { id: 'hamlet', title: 'Hamlet', text: `To be or not to be, he asks. ${FILLER}` },
  {
    id: 'berlin',
    title: 'Reise',
    text: `Der Zug nach Berlin war die Rettung. ${FILLER}`,
    lang: 'de',
    author: 'Mara L',
    date: '2022-05-05',
  },
  { id: 'this', title: 'This and that', text: `This is not an island. ${FILLER}` },
].map((post) => ({ url: `https://blog.example/${post.id}`, date: '2020-01-02', ...post }))

const COMMENTS = [
  { id: 'c1', postId: 'quiet', text: 'Earplugs of beeswax helped me.' },
  { id: 'c2', postId: 'quiet', text: 'Beeswax? I never tried beeswax.' },
  { id: 'c3', postId: 'quiet', text: 'Nor I, beeswax is for candles.' },
  { id: 'c4', postId: 'quiet', text: 'My beeswax melted.' },
  { id: 'c5', postId: 'dates', text: 'Does <b>Firefox</b> print the week?' },
]

async function ask(q: string, others: Partial<Parameters<typeof search>[1]> = {}): Promise<SearchAnswer> {
  const input = plainInput(q, others)
  return search({ client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' }, input)
}

const ids = (answer: SearchAnswer) => answer.results.map((post) => post.id)

before(async () => {
  await indexBlog({ posts: POSTS, comments: COMMENTS }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

test('a typo finds the posts of the word that was meant, in the title first', async () => {
  const answer = await ask('Firefix')
  assert.deepEqual(ids(answer), ['firefox', 'browsers', 'dates'])
  assert.deepEqual(
    answer.terms.map((term) => term.term),
    ['Firefix', 'firefox'],
  )
  assert.equal(answer.query.strategy, 'exact')
})

test('the first letter may be the wrong one', async () => {
  assert.equal(ids(await ask('hirefox'))[0], 'firefox')
})

test('three mistakes and a wrong first letter, which no suggester reaches, find the word by its letters and sound', async () => {
  const answer = await ask('nolledge of phyrefox', { debug: true })
  assert.equal(answer.terms[1]?.term, 'nolledge of firefox')
  assert.ok(
    answer.debug?.suggestions.some(
      ({ suggester, option }) => suggester === 'vocabulary' && option === 'firefox',
    ),
  )
  assert.equal(ids(answer)[0], 'firefox')
})

test('what is not published is in no vocabulary', async () => {
  const secret = testPrefix()
  const posts = [
    { id: 'open', url: '/open', text: 'Something open.' },
    { id: 'draft', url: '/draft', text: 'The word is zanzibar.', draft: true },
    { id: 'later', url: '/later', text: 'The word is quuxberry.', date: '2999-01-01' },
  ]
  const comments = [{ id: 'c', postId: 'open', text: 'plumcake', approved: false }]
  await indexBlog({ posts, comments }, secret)
  const { hits } = await client.search<{ word: string }>({ index: `${secret}-words`, size: 100 })
  assert.deepEqual(hits.hits.map((hit) => hit._source?.word).toSorted(), ['open', 'something'])
  await dropIndexes(secret)
})

test('"date format" finds "Date formatting" and "date formats"', async () => {
  assert.deepEqual(ids(await ask('date format')).toSorted(), ['dates', 'dates-2'])
})

test('two misspelled words are mended together', async () => {
  const answer = await ask('dat fromatting')
  assert.equal(ids(answer)[0], 'dates')
})

test('a word that only texts have is known and gets no alternative from the titles', async () => {
  const answer = await ask('dose', { debug: true })
  assert.deepEqual(ids(answer), ['dose'])
  assert.deepEqual(answer.debug?.words, [{ word: 'dose', known: true }])
  assert.equal(answer.debug?.requests.length, 1)
})

test('the word as spelled comes before its stem, however short the other post is', async () => {
  assert.deepEqual(ids(await ask('seeds')), ['seeds', 'seeded'])
})

test('a post that was found only by its comments is a result, with its three best comments', async () => {
  const answer = await ask('beeswax')
  assert.deepEqual(ids(answer), ['quiet'])
  const [post] = answer.results
  assert.equal(post?.title, 'Sleep')
  assert.equal(post?.url, 'https://blog.example/quiet')
  assert.equal(post?.comments.length, 3)
  assert.equal(post?.comments[0]?.id, 'c2')
  assert.equal(post?.comments[0]?.url, 'https://blog.example/quiet#comment-c2')
  assert.match(post?.highlights.text[0]?.[0]?.text ?? '', /^A room without noise/)
  assert.deepEqual(answer.total, { value: 1, relation: 'eq' })
})

test('a post and its comment are one result, whose score is more than the post alone has', async () => {
  const answer = await ask('firefox', { debug: true })
  const browsers = answer.results.filter((post) => post.id === 'dates')
  assert.equal(browsers.length, 1)
  assert.equal(answer.total.value, 3)
  const commented = answer.debug?.hits.find((hit) => hit.id === 'dates')
  assert.deepEqual(commented?.points.map((points) => points.clause).toSorted(), [
    'comment: “firefox”',
    'phrase as typed',
  ])
})

test('highlights are pieces, and a title without a hit is whole', async () => {
  const [first] = (await ask('browser tips')).results.length ? (await ask('tips')).results : []
  assert.deepEqual(first?.highlights.title, [
    { text: 'Firefox ', hit: false },
    { text: 'tips', hit: true },
  ])
  const [only] = (await ask('best')).results
  assert.deepEqual(only?.highlights.title, [{ text: 'On browsers', hit: false }])
})

test('when nothing has the words in a row, posts with any of them are found, but for stop words', async () => {
  const answer = await ask('the dose in the garden')
  assert.equal(answer.query.strategy, 'words')
  assert.equal(
    answer.query.message,
    'No post has “the dose in the garden” word for word. Showing posts with some or all of its words.',
  )
  assert.deepEqual(ids(answer).toSorted(), ['dose', 'seeds'])
})

test('words that are found only each by itself are told as they were typed, not joined to what nobody wrote', async () => {
  const { query, terms } = await ask('medicine spade')
  assert.match(query.message ?? '', /^No post has “medicine spade” word for word\./)
  assert.deepEqual(
    terms.map(({ term }) => term),
    ['medicine spade'],
  )
})

test('a phrase of stop words is found, and a query of stop words only still searches', async () => {
  assert.equal(ids(await ask('to be or not to be'))[0], 'hamlet')
  const answer = await ask('not this to')
  assert.equal(answer.query.strategy, 'words')
  assert.ok(ids(answer).includes('this'))
})

test('a German post is not found by a German stop word alone', async () => {
  const answer = await ask('die spade')
  assert.deepEqual(ids(answer), ['seeds'])
})

test('one word that nobody knows is asked for once, and finds nothing', async () => {
  const answer = await ask('xqzvvkw', { debug: true })
  assert.deepEqual(answer.results, [])
  assert.equal(answer.total.value, 0)
  assert.equal(answer.query.strategy, 'words')
  assert.equal(answer.query.message, undefined)
  assert.equal(answer.debug?.requests.length, 1)
})

test('punctuation alone finds nothing and fails nowhere', async () => {
  for (const q of ['!!!', '"', '( AND', '*', '\\', '🎉', '{"match_all":{}}']) {
    assert.ok(Array.isArray((await ask(q)).results), q)
  }
})

test('category and keyword filter, whatever their case, and find tags and keywords', async () => {
  assert.deepEqual(ids(await ask('firefox', { categories: ['Web'] })), ['firefox'])
  assert.deepEqual(ids(await ask('firefox', { keywords: ['browser'] })), ['browsers'])
  assert.deepEqual(ids(await ask('beeswax', { keywords: ['rest'] })), ['quiet'])
  assert.deepEqual(ids(await ask('firefox', { keywords: ['nope'] })), [])
})

/** The answer to a query with operators, as HTTP would understand it. */
async function askFor(params: string): Promise<string[]> {
  const parsed = parseSearchRequest(new URLSearchParams(params), { maxQueryLength: 200 })
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return ids(await ask(parsed.input.query.text, parsed.input))
}

test('a quoted phrase must be there as spelled, beside free words', async () => {
  assert.deepEqual(await askFor('q="date formats" day'), ['dates-2'])
  assert.deepEqual(await askFor('q="date format" no:fuzzy'), [])
  assert.deepEqual(await askFor('q="helped me"'), ['quiet'])
  assert.deepEqual(await askFor('q="firefix"'), [])
})

test('a quoted phrase that nothing has is looked for without its quotes, and the answer says so', async () => {
  const answer = await ask('date format', {
    phrases: ['date format'],
    query: parseQuery('date format', [{ start: 0, end: 11 }]),
  })
  assert.deepEqual(ids(answer).toSorted(), ['dates', 'dates-2'])
  assert.equal(
    answer.query.message,
    'Nothing has “date format” as quoted. Showing results without the quotes.',
  )
})

test('a word with a hyphen is found by title, text and comment', async () => {
  const own = testPrefix()
  const posts = [
    { id: 'a', url: '/a', title: 'One', text: 'A non-trivial resource description.' },
    { id: 'b', url: '/b', title: 'Two', text: 'About trivial things, none of them e-mail.' },
  ]
  const comments = [{ id: 'c', postId: 'b', text: 'This is a pre-release of our e-mail service.' }]
  await indexBlog({ posts, comments }, own)
  const ctx = { client, indexPrefix: own, timeoutMs: 10_000, language: 'en' as const }
  const first = async (q: string) => (await search(ctx, plainInput(q))).results[0]?.id
  assert.equal(await first('non-trivial resource description'), 'a')
  assert.equal(await first('non-trivial resuorce description'), 'a')
  assert.equal(await first('pre-release of our email service'), 'b')
  await dropIndexes(own)
})

test('an excluded word keeps out posts, and comments count for posts only that were found without it', async () => {
  assert.deepEqual(await askFor('q=firefox -best'), ['firefox'])
  assert.deepEqual(await askFor('q=firefox -print'), ['firefox', 'browsers'])
  assert.deepEqual(await askFor('q=beeswax -noise'), [])
})

test('in:title looks in titles alone', async () => {
  assert.deepEqual(await askFor('q=firefox in:title'), ['firefox'])
})

test('no:fuzzy finds what was typed or nothing', async () => {
  assert.deepEqual(await askFor('q=firefix no:fuzzy'), [])
  assert.deepEqual(await askFor('q=firefox no:fuzzy'), ['firefox', 'browsers', 'dates'])
})

test('author, language and dates filter, and a comment has those of its post', async () => {
  assert.deepEqual(await askFor('q=kettles author:"mara l"'), ['berlin'])
  assert.deepEqual(await askFor('q=kettles lang:de'), ['berlin'])
  assert.equal((await askFor('q=kettles lang:en&size=50')).length, 10)
  assert.deepEqual(await askFor('q=kettles after:2021'), ['berlin'])
  assert.equal((await askFor('q=kettles before:2021&size=50')).length, 10)
  assert.deepEqual(await askFor('q=beeswax before:2020-01-02'), [])
  assert.deepEqual(await askFor('q=beeswax before:2020-01-03'), ['quiet'])
})

test("an author's name finds the posts, and is no misspelling", async () => {
  const answer = await ask('Mara')
  assert.deepEqual(ids(answer), ['berlin'])
  assert.equal(answer.terms.length, 1)
  assert.ok(ids(await ask('Marra')).includes('berlin'))
})

test('by date the newest comes first, among posts that have all words', async () => {
  assert.equal((await askFor('q=kettles&sort=date'))[0], 'berlin')
  assert.deepEqual((await askFor('q=date kettles&sort=date')).toSorted(), ['dates', 'dates-2'])
})

test('the last word may be a beginning, on request', async () => {
  assert.deepEqual((await askFor('q=date form&prefix=1')).slice(0, 2).toSorted(), ['dates', 'dates-2'])
  assert.deepEqual(await askFor('q=fire&prefix=1'), ['firefox', 'browsers', 'dates'])
})

test('facets count posts, also those that only a comment found', async () => {
  const { facets } = await ask('firefox')
  assert.deepEqual(facets, {
    categories: [{ value: 'web', posts: 1 }],
    tags: [{ value: 'browser', posts: 1 }],
    sites: [],
    authors: [],
    languages: [],
    years: [{ value: '2020', posts: 3 }],
    own: [],
  })
})

test('an alternative that no document has is not told', async () => {
  const { terms, debug } = await ask('kettlex', { debug: true })
  const tried = debug?.suggestions.map(({ option }) => option) ?? []
  assert.ok(tried.length > 0)
  for (const { term } of terms.slice(1)) assert.ok((await ask(term)).total.value > 0, term)
  const cut = await ask('doesmatters', { debug: true })
  assert.ok(cut.debug?.suggestions.some(({ option }) => option === 'does matters'))
  assert.ok(!cut.terms.some(({ term }) => term === 'does matters'))
})

test('words parted otherwise find each other', async () => {
  assert.deepEqual(ids(await ask('fire fox')).slice(0, 1), ['firefox'])
  assert.equal(ids(await ask('dateformats'))[0], 'dates-2')
})

test('a popular post comes first among posts that match alike, a fresh one too', async () => {
  const own = testPrefix()
  const text = 'The same words in each.'
  const posts = [
    { id: 'a', url: '/a', title: 'A', text, date: '2001-01-01' },
    { id: 'b', url: '/b', title: 'B', text, date: '2020-01-01' },
    { id: 'c', url: '/c', title: 'C', text, date: '2001-01-01', popularity: 1 },
  ]
  await indexBlog({ posts }, own)
  const ctx = { client, indexPrefix: own, timeoutMs: 10_000, language: 'en' as const }
  const answer = await search(ctx, plainInput('words', { debug: true }))
  assert.deepEqual(ids(answer), ['c', 'b', 'a'])
  await dropIndexes(own)
})

test('of many posts that match alike each has its title and url', async () => {
  const own = testPrefix()
  const posts = Array.from({ length: 60 }, (_, i) => ({
    id: `p${59 - i}`,
    url: `/p${59 - i}`,
    title: 'Same',
    text: 'Alike.',
  }))
  await indexBlog({ posts }, own)
  const ctx = { client, indexPrefix: own, timeoutMs: 10_000, language: 'en' as const }
  const seen: string[] = []
  for (const sort of ['relevance', 'date'] as const) {
    for (let page = 1; page <= 6; page++) {
      const { results } = await search(ctx, plainInput('alike', { page, sort }))
      for (const { id, url, title } of results) {
        assert.deepEqual([url, title], [`/${id}`, 'Same'].map(String), `${sort} ${page} ${id}`)
        seen.push(`${sort} ${id}`)
      }
    }
  }
  assert.equal(new Set(seen).size, 120)
  await dropIndexes(own)
})

test('pages do not overlap and hold all of the total', async () => {
  const seen: string[] = []
  const { total } = await ask('kettles', { size: 5 })
  for (let page = 1; page <= 3; page++) seen.push(...ids(await ask('kettles', { page, size: 5 })))
  assert.equal(total.value, 11)
  assert.equal(seen.length, 11)
  assert.equal(new Set(seen).size, 11)
})

test('no search takes more than two round trips, and the points add up to each score', async () => {
  for (const q of [
    'firefox',
    'Firefix',
    'date format',
    'dat fromatting',
    'the dose in the garden',
    'kettles weather',
    'xx yy',
  ]) {
    const answer = await ask(q, { debug: true })
    assert.ok((answer.debug?.requests.length ?? 9) <= 2, q)
    assert.equal(answer.debug?.hits.length, answer.results.length)
    for (const [i, hit] of (answer.debug?.hits ?? []).entries()) {
      const sum = hit.points.reduce((total, { points }) => total + points, 0)
      assert.ok(Math.abs(sum - hit.score) < 1e-4, `${q}: ${hit.id} ${sum} ${hit.score}`)
      assert.equal(hit.score, answer.results[i]?.score)
    }
  }
})

test('debugging changes nothing but the names of clauses', async () => {
  const withDebug = await ask('Firefix tips', { debug: true })
  const without = await ask('Firefix tips')
  assert.deepEqual(withDebug.results, without.results)
  assert.deepEqual(withDebug.terms, without.terms)
  assert.equal(without.debug, undefined)
})

test('the requests of the debug answer can be replayed as they are', async () => {
  const { debug } = await ask('Firefix', { debug: true })
  const request = debug?.requests[1]
  const replayed = await client.transport.request<{ responses: { hits: { hits: unknown[] } }[] }>({
    method: 'POST',
    path: '/_msearch',
    querystring: request?.path.split('?')[1] ?? '',
    bulkBody: request?.searches ?? [],
  })
  assert.equal(replayed.responses[0]?.hits.hits.length, 2)
})

test('a missing index is a BackendError that does not say so to the reader', async () => {
  const ctx = { client, indexPrefix: `${prefix}-none`, timeoutMs: 10_000, language: 'en' as const }
  const input = plainInput('x')
  await assert.rejects(search(ctx, input), {
    name: 'BackendError',
    message: 'Elasticsearch refused a search',
  })
})

test('the whole search ends within its time', async () => {
  const ctx = { client, indexPrefix: prefix, timeoutMs: 1, language: 'en' as const }
  const input = plainInput('firefox')
  await assert.rejects(search(ctx, input), { name: 'UnavailableError' })
})
