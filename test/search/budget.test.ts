import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { misspellings } from '../../src/evaluation/generate/misspell.ts'
import { percentile } from '../../src/evaluation/metrics.ts'
import { seededRandom } from '../../src/evaluation/random.ts'
import { DEFAULT_HEAP, startLocalElasticsearch } from '../../src/local-elasticsearch/start.ts'
import { search } from '../../src/search/search.ts'
import { memorySource, reindexSources, testClient, testPrefix } from '../helpers/test-index.ts'
import { startApp } from '../http/start-app.ts'

/** No search may take longer, on a node of its own with the smallest heap. */
const MOST_MS = 1_000
const MAX_QUERY_LENGTH = 2_000
const QUERIES = 60
const OPERATORS = ['-', 'category:', 'author:', 'in:title ', 'after:2010 ', 'no:fuzzy ']
const PARAMETERS = ['', '', '', '&prefix=1', '&sort=date', '&page=3', '&debug-search']

const random = seededRandom(1)
const below = (most: number) => Math.floor(random() * most)
const SYLLABLES = ['ba', 'con', 'der', 'el', 'fi', 'gra', 'ho', 'in', 'lan', 'mer', 'no', 'per', 'ri', 'sto']
const VOCABULARY = [
  ...new Set(
    Array.from({ length: 4_000 }, () =>
      Array.from({ length: 2 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)]).join(''),
    ),
  ),
]
/** Few words are common and most are rare, as in a language. */
const word = () => VOCABULARY[Math.floor(VOCABULARY.length * random() ** 3)] ?? ''
const words = (count: number) => Array.from({ length: count }, word).join(' ')
const posts = Array.from({ length: 300 }, (_, i) => ({
  id: `p${i}`,
  url: `https://example.org/p${i}`,
  title: words(4),
  text: Array.from({ length: 6 }, () => `${words(40)}.`).join('\n\n'),
  date: new Date(Date.UTC(2005 + (i % 15), i % 12, 1)).toISOString(),
  categories: [VOCABULARY[i % 5] ?? ''],
  author: VOCABULARY[i % 7],
}))

const prefix = testPrefix()
let folder: string
let node: Awaited<ReturnType<typeof startLocalElasticsearch>>
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'budget-'))
  node = await startLocalElasticsearch({ dataDir: folder, heap: DEFAULT_HEAP, endWithProcess: true })
  const client = testClient(node.url)
  const report = await reindexSources([memorySource(posts)], prefix, { client })
  await client.close()
  assert.ok(report.swapped, JSON.stringify(report))
})
after(async () => {
  await node.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
})

async function start(t: TestContext): Promise<(q: string, more?: string) => Promise<Answer>> {
  const env = {
    ELASTICSEARCH_URL: node.url,
    INDEX_PREFIX: prefix,
    MAX_QUERY_LENGTH: String(MAX_QUERY_LENGTH),
  }
  const { url } = await startApp(t, { search, env })
  return async (q, more = '') => {
    const started = performance.now()
    const response = await fetch(
      `${url}/api/v1/search?q=${encodeURIComponent(q.slice(0, MAX_QUERY_LENGTH))}${more}`,
    )
    const body = await response.json()
    return { status: response.status, ms: performance.now() - started, body }
  }
}
type Answer = {
  status: number
  ms: number
  body: { results?: { id: string }[]; took?: { elasticsearch: number } }
}

/** One to 400 words of the blog, some mistyped, some quoted, some behind an operator. */
function randomQuery(): string {
  const count = Math.ceil(400 ** random())
  return Array.from({ length: count }, () => {
    const drawn = word()
    const chance = random()
    if (chance < 0.15) return misspellings(drawn, 1, random)[0] ?? drawn
    if (chance < 0.2) return `"${drawn} ${word()}"`
    if (chance < 0.23) return `${OPERATORS[below(OPERATORS.length)]}${drawn}`
    return drawn
  }).join(' ')
}

test('on the smallest heap no query of any length fails or takes over a second', async (t) => {
  const ask = await start(t)
  await ask(words(4))
  const bad: string[] = []
  for (let i = 0; i < QUERIES; i++) {
    const [q, more] = [randomQuery(), PARAMETERS[below(PARAMETERS.length)]]
    const { status, ms } = await ask(q, more)
    if (status >= 500 || ms > MOST_MS)
      bad.push(`${status}, ${Math.round(ms)} ms, ${q.split(' ').length} words ${more}`)
  }
  assert.deepEqual(bad, [])
})

test('a pasted paragraph finds its post first', async (t) => {
  const ask = await start(t)
  for (const { id, text } of posts.slice(0, 15)) {
    const { body } = await ask(text.split('\n\n')[2] ?? '')
    assert.equal(body.results?.[0]?.id, id)
  }
})

test('sixty words take Elasticsearch at most five times as long as four', async (t) => {
  const ask = await start(t)
  const took = async (count: number) => {
    const times: number[] = []
    for (let i = 0; i < 12; i++) times.push((await ask(words(count))).body.took?.elasticsearch ?? Infinity)
    return percentile(times, 0.5)
  }
  await took(60)
  const [few, many] = [await took(4), await took(60)]
  assert.ok(many <= 5 * Math.max(few, 5), `${many} ms for 60 words, ${few} ms for 4`)
})
