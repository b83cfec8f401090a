import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { curlTarget } from '../../src/elastic/curl.ts'
import type { SearchAnswer } from '../../src/search/answer/answer.ts'
import { Debug } from '../../src/search/answer/debug-answer.ts'
import { parseSearchRequest } from '../../src/search/request/request.ts'
import { search } from '../../src/search/search.ts'
import { parseSynonyms } from '../../src/search/spelling/synonyms.ts'
import {
  dropIndexes,
  indexBlog,
  testClient,
  testElasticsearchUrl,
  testPrefix,
} from '../helpers/test-index.ts'

const run = promisify(execFile)
const client = testClient()
const prefix = testPrefix()
const FILLER = 'Some other words stand here about kettles and weather.'
/** What a sum of 32-bit numbers up to 8 may be off by. */
const PRECISION = 2e-6

const POSTS = [
  { id: 'firefox', title: 'Firefox tips', text: `Ten tips for the browser. ${FILLER}`, author: 'Mara Tips' },
  { id: 'browsers', title: 'On browsers', text: `I like Firefox best. ${FILLER}`, popularity: 0.5 },
  { id: 'dates', title: 'Date formatting', text: `How to print a day. ${FILLER}`, popularity: 0.9 },
  { id: 'quiet', title: 'Sleep', text: `A room without noise. ${FILLER}`, date: '2014-05-05' },
  // Alike but for popularity, which turns their order around.
  ...[1, 2, 3].map((n) => ({ id: `pie-${n}`, title: 'Rhubarb pie', text: FILLER, popularity: n / 3 })),
  { id: 'script', title: 'Ecmascript', text: FILLER },
].map((post) => ({ url: `https://blog.example/2020/${post.id}.html`, date: '2020-01-02', ...post }))
const COMMENTS = [
  { id: 'c1', postId: 'quiet', text: 'Earplugs of beeswax helped me, and Firefox.' },
  { id: 'c2', postId: 'dates', text: 'Does Firefox print the week?' },
]

before(async () => {
  await indexBlog({ posts: POSTS, comments: COMMENTS }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

const synonyms = parseSynonyms('js, ecmascript', 'synonyms')
const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const, synonyms }
const curl = () => curlTarget({ nodes: [testElasticsearchUrl()] }, { hidden: false })

async function ask(query: string): Promise<SearchAnswer> {
  const parsed = parseSearchRequest(new URLSearchParams(query), { maxQueryLength: 200 })
  assert.ok(parsed.ok, JSON.stringify(parsed))
  return search({ ...ctx, curl }, parsed.input)
}

/** What a search tells those who debug, as its schema has it. */
async function debug(query: string): Promise<Debug> {
  return Debug.parse((await ask(`${query}&debug-search`)).debug)
}

describe('results', () => {
  for (const query of [
    'q=firefox',
    'q=Firefix',
    'q=firefix tips mara',
    'q=dat fromatting',
    'q=kettles weather',
    'q=rhubarb pie',
    'q=beeswax firefox',
    'q=js',
    'q=firefox&no=popularity,comments',
    'q=firefox&sort=date',
    'q=fire&prefix=1',
    'q=tips&in=title',
  ]) {
    test(`${query}: the points of each add up to its score`, async () => {
      const { results, debug } = await ask(`${query}&debug-search`)
      assert.ok(results.length > 0)
      assert.deepEqual(
        debug?.hits.map(({ id, score, rank }) => [id, score, rank]),
        results.map(({ id, score }, i) => [id, score, i + 1]),
      )
      for (const { id, score, points } of debug?.hits ?? []) {
        const sum = points.reduce((total, { points }) => total + points, 0)
        assert.ok(Math.abs(sum - score) < PRECISION, `${id}: ${sum}, score ${score}`)
      }
    })
  }

  test('name the kinds of their clauses, and the comment that gave points', async () => {
    const kinds = ({ hits }: Debug, id: string) =>
      [...new Set(hits.find((hit) => hit.id === id)?.points.map(({ kind }) => kind))].sort()
    const own = await debug('q=firefox tips')
    assert.deepEqual(kinds(own, 'firefox'), ['author', 'freshness', 'phrase', 'tier', 'words'])
    const commented = await debug('q=firefox')
    assert.deepEqual(kinds(commented, 'dates'), ['comment', 'tier'])
    assert.equal(commented.hits.find(({ id }) => id === 'dates')?.comment, 'c2')
  })

  test('tell the place that they would have without popularity, which is the one that they have', async () => {
    for (const query of ['q=rhubarb pie', 'q=kettles', 'q=firefox', 'q=weather&sort=date']) {
      const { hits } = await debug(query)
      const without = await ask(`${query}&no=popularity`)
      const told = [...hits].sort((a, b) => a.rankWithoutPopularity - b.rankWithoutPopularity)
      assert.deepEqual(
        told.map(({ id }) => id),
        without.results.map(({ id }) => id),
        query,
      )
    }
    const { hits } = await debug('q=rhubarb pie')
    assert.deepEqual(
      hits.map(({ id, rank, rankWithoutPopularity }) => [id, rank, rankWithoutPopularity]),
      [
        ['pie-3', 1, 3],
        ['pie-2', 2, 2],
        ['pie-1', 3, 1],
      ],
    )
  })
})

describe('terms and alternatives', () => {
  test('of a typo: the table of terms, and what became of each alternative', async () => {
    const { terms, suggestions } = await debug('q=Firefix')
    assert.deepEqual(
      terms.slice(0, 2).map(({ term, found }) => [term, found]),
      [
        ['Firefix', false],
        ['firefox', true],
      ],
    )
    for (const [i, { score, textBoost, titleBoost }] of terms.entries()) {
      assert.equal(textBoost, (terms.length - i) * score)
      assert.equal(titleBoost, 2 * textBoost)
    }
    const used = suggestions.filter(({ outcome }) => outcome === 'used')
    assert.ok(used.every(({ option, why }) => option === 'firefox' && why === 'found “firefox”'))
    assert.deepEqual([...new Set(used.map(({ suggester }) => suggester))].sort(), [
      'suggest_comment',
      'suggest_text',
      'suggest_title',
      'vocabulary',
    ])
  })

  test('a known word has none, and what the suggesters offer is dropped for that', async () => {
    const { suggestions } = await debug('q=weather kettels')
    const ofKnown = suggestions.filter(({ word }) => word === 'weather')
    assert.ok(ofKnown.every(({ outcome }) => outcome === 'dropped'))
    const kettles = suggestions.find(
      ({ option, suggester }) => option === 'kettles' && suggester === 'vocabulary',
    )
    assert.deepEqual([kettles?.outcome, kettles?.why], ['used', 'found “weather kettles”'])
  })

  test('what is turned off is dropped for that, synonyms stay', async () => {
    const { suggestions } = await debug('q=firefix js&no=alternatives')
    const whys = new Set(
      suggestions.filter(({ suggester }) => suggester !== 'synonyms').map(({ why }) => why),
    )
    assert.ok(whys.has('alternatives are turned off'))
    assert.ok(
      !suggestions.some(({ outcome, suggester }) => outcome !== 'dropped' && suggester !== 'synonyms'),
    )
    assert.deepEqual(
      suggestions.filter(({ suggester }) => suggester === 'synonyms').map(({ option }) => option),
      ['ecmascript'],
    )
  })
})

test('the tokens of the query by analyzer', async () => {
  const { tokens } = await debug('q=Seeded C%2B%2B')
  const of = (field: string) => tokens.find(({ searched }) => searched.includes(field))?.tokens
  assert.deepEqual(
    of('title.spelling')?.map(({ token, position }) => [token, position]),
    [
      ['seeded', 0],
      ['c__', 1],
    ],
  )
  assert.ok(of('text')?.some(({ token }) => token === 'seed'))
})

describe('round trips', () => {
  test('follow each other within the time of the search', async () => {
    const { debug, took } = await ask('q=Firefix&debug-search')
    const [first, second] = debug?.requests ?? []
    assert.ok(first && second && debug?.requests.length === 2)
    assert.ok(first.start >= 0 && second.start >= first.start + first.ms)
    assert.ok(second.start + second.ms <= took.total + 0.1)
    assert.ok(first.parts.every((part) => part.took <= first.ms))
  })

  test('are shown as sent, search by search', async () => {
    const [first] = (await debug('q=Firefix')).requests
    assert.deepEqual(
      first?.parts.map(({ index, body }) => [index, body]),
      first?.parts.map((_, i) => [first.searches[2 * i]?.index, first.searches[2 * i + 1]]),
    )
    assert.deepEqual(
      first?.parts.map(({ asks, index }) => [asks, index]),
      [
        ['the best posts', `${prefix}-posts`],
        ['the best comments', `${prefix}-comments`],
        ['words that the last word may begin', `${prefix}-words`],
        ['words that may be joined or split', `${prefix}-words`],
        ['which words are known in posts, and suggestions', `${prefix}-posts`],
        ['which words are known in comments, and suggestions', `${prefix}-comments`],
        ['alternatives in the vocabulary', `${prefix}-words`],
      ],
    )
  })

  test('are called what they are where the query as typed is not searched for first', async () => {
    const { requests } = await debug('q=Firefix&prefix=1')
    assert.deepEqual(
      requests.map(({ parts }) => parts[0]?.asks),
      ['words that the last word may begin', 'the best posts'],
    )
  })

  test('each line for a shell does what the search did, whatever signs the query has', async () => {
    const q = `firefox's "tips" $HOME \`id\` \\n é %`
    const { debug, results } = await ask(`${new URLSearchParams({ q })}&debug-search&size=50`)
    assert.ok(results.length > 0)
    const [trip] = debug?.requests.slice(-1) ?? []
    const all = JSON.parse(await shell(trip?.curl ?? ''))
    const idsOf = (answer: { hits: { hits: { _id: string }[] } }) => answer.hits.hits.map(({ _id }) => _id)
    assert.equal(all.responses.length, trip?.parts.length)
    for (const [i, part] of (trip?.parts ?? []).entries()) {
      assert.deepEqual(idsOf(JSON.parse(await shell(part.curl))), idsOf(all.responses[i]), part.asks)
    }
    assert.ok(idsOf(all.responses[0]).length > 0)
    // Also what the header of a search says beside its index.
    for (const { curl } of trip?.parts ?? []) assert.match(curl, /search_type=dfs_query_then_fetch/)
  })
})

async function shell(line: string): Promise<string> {
  const { stdout } = await run('sh', ['-c', line], { timeout: 20_000, maxBuffer: 10_000_000 })
  return stdout
}

test('credentials are names of variables in lines for a shell, wherever the settings have them', () => {
  const nodes = ['https://elastic:s3cret@es.example:9243/path/']
  assert.deepEqual(curlTarget({ nodes, caFile: '/ca.pem' }, { hidden: false }), {
    address: 'https://es.example:9243/path',
    options: [
      '--user "$ELASTICSEARCH_USERNAME:$ELASTICSEARCH_PASSWORD"',
      '--cacert "$ELASTICSEARCH_CA_FILE"',
    ],
  })
  const withKey = curlTarget({ nodes: ['http://es.example:9200'], apiKey: 's3cret' }, { hidden: true })
  assert.deepEqual(withKey, {
    address: '$ELASTICSEARCH_URL',
    options: ['--header "Authorization: ApiKey $ELASTICSEARCH_API_KEY"'],
  })
})

describe('a comparison', () => {
  test('has both sides with the places on the other', async () => {
    const { comparison } = await debug('q=rhubarb pie&no=popularity')
    assert.deepEqual(comparison?.off, ['popularity'])
    const places = (side: 'with' | 'without') =>
      comparison?.[side].results.map(({ id, rank, other }) => [id, rank, other])
    assert.deepEqual(places('with'), [
      ['pie-3', 1, 3],
      ['pie-2', 2, 2],
      ['pie-1', 3, 1],
    ])
    assert.deepEqual(places('without'), [
      ['pie-1', 1, 3],
      ['pie-2', 2, 2],
      ['pie-3', 3, 1],
    ])
  })

  test('tells what is on one side only', async () => {
    const { comparison } = await debug('q=beeswax&no=comments')
    assert.deepEqual([comparison?.with.total, comparison?.without.total], [1, 0])
    assert.deepEqual(comparison?.with.results[0]?.other, null)
    assert.deepEqual((await debug('q=firefix&no=fuzzy')).comparison?.off, ['fuzzy'])
    const tried = await debug('q=rhubarb pie&with=title=4,freshness=tie')
    assert.deepEqual(
      [tried.comparison?.tried, tried.comparison?.off, tried.weights.title],
      ['title=4', [], 4],
    )
    const [first] = tried.comparison?.with.results ?? []
    assert.notEqual(first?.score, tried.comparison?.without.results.find(({ id }) => id === first?.id)?.score)
  })

  test('is not there where nothing is turned off', async () => {
    assert.equal((await debug('q=beeswax')).comparison, undefined)
  })
})

describe('why is this post not here', () => {
  const why = async (query: string, post: string) => {
    const { post: answer } = await debug(`${query}&debug-post=${encodeURIComponent(post)}`)
    assert.ok(answer)
    return answer
  }

  test('it is: the same place and points as among the results', async () => {
    const { id, verdict, here } = await why('q=rhubarb pie', 'pie-2')
    assert.deepEqual([id, verdict.decides, here?.rank, here?.page], ['pie-2', 'none', 2, 1])
    const hit = (await debug('q=rhubarb pie')).hits[1]
    // Between two searches a post gets older by some milliseconds.
    const rounded = (found: { points: { points: number }[] } | undefined) =>
      found?.points.map(({ points, ...point }) => ({ ...point, points: points.toFixed(8) }))
    assert.ok(hit)
    assert.deepEqual(rounded(here), rounded(hit))
  })

  test('by address, of any site and without its ending', async () => {
    for (const address of [
      'https://blog.example/2020/quiet.html',
      'http://localhost:1313/2020/quiet/',
      '/2020/Quiet.html#comments',
    ]) {
      assert.equal((await why('q=beeswax', address)).id, 'quiet', address)
    }
  })

  test('its rank decides', async () => {
    const { verdict, here } = await why('q=rhubarb pie&size=1', 'pie-1')
    assert.equal(verdict.decides, 'rank')
    assert.deepEqual([here?.page, here?.lastShown?.id, here?.above?.id], [3, 'pie-3', 'pie-2'])
    assert.match(
      verdict.sentence,
      /result 3 of 3.*page 3, by score\. The last result of page 1 has 4\.\d+: exact title/,
    )
  })

  test('a filter decides', async () => {
    const { verdict, missing } = await why('q=noise after:2019', 'quiet')
    assert.equal(verdict.decides, 'filter')
    assert.deepEqual(missing?.failed, ['is of 2019-01-01 or later'])
  })

  test('the words decide', async () => {
    const { verdict, missing } = await why('q=beeswax', 'dates')
    assert.equal(verdict.decides, 'words')
    assert.match(verdict.sentence, /Neither its title nor its text has any of the words\.$/)
    assert.deepEqual(missing?.words, [{ word: 'beeswax', title: false, text: false, comments: false }])
  })

  test('what is turned off decides', async () => {
    assert.match((await why('q=beeswax&no=comments', 'quiet')).verdict.sentence, /comments are turned off/)
    assert.match(
      (await why('q=noise day kettles&no=fallback', 'quiet')).verdict.sentence,
      /2 of the words, but not in a row/,
    )
    assert.match((await why('q=noise&in=title', 'quiet')).verdict.sentence, /Its title has none of the words/)
  })

  test('the index decides', async () => {
    for (const post of ['nope', 'https://blog.example/nope/']) {
      const { verdict, missing } = await why('q=kettles', post)
      assert.equal(verdict.decides, 'index')
      assert.equal(missing?.title, undefined)
    }
  })

  test('a question about a post stands with debug-search only, an empty one asks nothing', async () => {
    const parse = (query: string) => parseSearchRequest(new URLSearchParams(query), { maxQueryLength: 200 })
    const alone = parse('q=a&debug-post=b')
    assert.ok(!alone.ok)
    assert.equal(
      alone.errors[0]?.message,
      'debug-post: expected to stand together with debug-search, got "b"',
    )
    assert.ok(!parse(`q=a&debug-search&debug-post=${'b'.repeat(2001)}`).ok)
    assert.equal((await debug('q=kettles&debug-post=')).post, undefined)
  })
})

test('who does not debug waits for nothing but the round trips', async () => {
  let requests = 0
  const count = () => {
    requests += 1
  }
  client.diagnostic.on('request', count)
  try {
    const { debug } = await ask('q=firefix&no=popularity')
    assert.equal(debug, undefined)
    assert.equal(requests, 2)
  } finally {
    client.diagnostic.off('request', count)
  }
})
