import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '../../src/core/random.ts'
import { SearchAnswer } from '../../src/search/answer/answer.ts'
import { plainInput } from '../../src/search/request/input.ts'
import { search } from '../../src/search/search.ts'
import {
  DEFAULT_HEAP,
  type LocalElasticsearch,
  startLocalElasticsearch,
} from '../../src/tools/local-elasticsearch/start.ts'
import { memorySource, reindexSources, testClient } from '../helpers/test-index.ts'
import { startApp } from '../service/http/start-app.ts'
import { removeHome, temporaryHome } from '../tools/local-elasticsearch/elasticsearch-command.ts'
import { type RandomBlog, randomBlog } from './random-blog.ts'
import { randomSearches } from './random-queries.ts'

const SEED = 20261130
const POSTS = 300
const MAX_QUERY_LENGTH = 2_000
const RUNS = 120
/** On a slow machine fewer searches are tried. */
const MOST_MS = 10_000
const SLOW_MS = 1_000
/** One search may meet a collection of garbage or another test; whatever is slow each time is slow by itself. */
const TRIES = 3
const PARAGRAPHS = 10
const TIMED = 9
/** The fewest milliseconds that count: Elasticsearch tells whole ones. */
const LEAST_TOOK = 3
const MOST_TIMES = 5
/** Characters of the log that a failure shows. */
const MOST_LOG = 1_500
const PREFIX = 'test-budget'
/** How many clauses a node allows depends on its heap and its processors: with the default heap and four or more, 1,024, the fewest of any node. */
const AS_ON_FOUR_PROCESSORS = '-XX:ActiveProcessorCount=4'
/** Compiling code well takes longer than these tests run it. */
const COMPILED_QUICKLY = '-XX:TieredStopAtLevel=1'

/** A node of these tests alone, as small as those that the project tells to start. */
let home: string
let node: LocalElasticsearch
let blog: RandomBlog

before(async () => {
  home = await temporaryHome()
  node = await smallestNode(home)
  blog = await randomBlog(POSTS, SEED)
  const client = testClient(node.url)
  try {
    const source = memorySource([...blog.posts, ...blog.comments])
    const report = await reindexSources([source], PREFIX, { client })
    assert.ok(report.swapped, JSON.stringify(report.reasons))
  } finally {
    await client.close()
  }
})
after(async () => {
  await node.stop()
  await removeHome(home)
})

test('a pasted paragraph finds the post that has it first', async (t) => {
  const ask = await searches(t)
  for (const { id, text } of blog.paragraphs.slice(0, PARAGRAPHS)) {
    const { status, body, why } = await ask(new URLSearchParams({ q: text }))
    assert.equal(status, 200, `${why} for ${text}`)
    assert.equal(SearchAnswer.parse(JSON.parse(body)).results[0]?.id, id, text)
  }
})

for (const [name, cut] of [
  ['a stretch of a post', stretch],
  ['words from anywhere in the blog', scattered],
] as const) {
  test(`${name}: 60 words take Elasticsearch at most five times as long as 4`, async (t) => {
    const took = await elasticsearchTimes(t)
    for (let tries = 1; ; tries++) {
      const few: number[] = []
      const many: number[] = []
      for (let i = 0; i < TIMED; i++) {
        few.push(await took(cut(4, i)))
        many.push(await took(cut(60, i)))
      }
      t.diagnostic(`${median(few)} and ${median(many)} ms`)
      if (median(many) <= MOST_TIMES * Math.max(median(few), LEAST_TOOK)) return
      assert.ok(tries < TRIES, `${few} and ${many} ms`)
    }
  })
}

test('no query costs an error or a second, whatever it asks and however long it is', async (t) => {
  const ask = await searches(t)
  const answered = async (params: URLSearchParams) => {
    for (let tries = 1; ; tries++) {
      const { status, ms, why } = await ask(params)
      assert.equal(status, 200, why)
      if (ms <= SLOW_MS) return
      assert.ok(tries < TRIES, `${Math.round(ms)} ms`)
    }
  }
  const tried = await fc.check(fc.asyncProperty(randomSearches(blog.words, MAX_QUERY_LENGTH), answered), {
    seed: SEED,
    numRuns: RUNS,
    interruptAfterTimeLimit: MOST_MS,
    // Looking for the smallest query that fails takes minutes.
    endOnFailure: true,
  })
  t.diagnostic(`${tried.numRuns} searches`)
  if (tried.failed) assert.fail(`${tried.errorInstance} for search ${tried.numRuns}: ${tried.counterexample}`)
})

async function smallestNode(dataDir: string): Promise<LocalElasticsearch> {
  const given = process.env.JDK_JAVA_OPTIONS
  process.env.JDK_JAVA_OPTIONS = `${AS_ON_FOUR_PROCESSORS} ${COMPILED_QUICKLY}`
  try {
    return await startLocalElasticsearch({ dataDir, heap: DEFAULT_HEAP, endWithProcess: true })
  } finally {
    if (given === undefined) delete process.env.JDK_JAVA_OPTIONS
    else process.env.JDK_JAVA_OPTIONS = given
  }
}

/** Asks the service over HTTP, with how long that took. */
async function searches(t: TestContext) {
  const env = {
    ELASTICSEARCH_URL: node.url,
    INDEX_PREFIX: PREFIX,
    DEBUG_SEARCH: 'public',
    MAX_QUERY_LENGTH: String(MAX_QUERY_LENGTH),
  }
  const { url, lines } = await startApp(t, { search, env })
  return async (params: URLSearchParams) => {
    const began = performance.now()
    const response = await fetch(`${url}/api/v1/search?${params}`)
    const body = await response.text()
    const ms = performance.now() - began
    return { status: response.status, body, ms, why: response.ok ? '' : lines.join('').slice(-MOST_LOG) }
  }
}

/** Searches without the service between; gives the milliseconds that Elasticsearch says it took for all round trips. */
async function elasticsearchTimes(t: TestContext): Promise<(q: string) => Promise<number>> {
  const client = testClient(node.url)
  t.after(() => client.close())
  let sum = 0
  client.diagnostic.on('response', (_error, result) => {
    const body = result?.body
    if (typeof body === 'object' && body !== null && 'took' in body) sum += Number(body.took)
  })
  const context = { client, indexPrefix: PREFIX, timeoutMs: 10_000, language: 'en' } as const
  return async (q) => {
    sum = 0
    await search(context, plainInput(q))
    return sum
  }
}

function stretch(length: number, i: number): string {
  const from = Math.floor((i / TIMED) * (blog.words.length - length))
  return blog.words.slice(from, from + length).join(' ')
}

function scattered(length: number, i: number): string {
  const random = seededRandom(i)
  const word = () => blog.words[Math.floor(random() * blog.words.length)] ?? ''
  return Array.from({ length }, word).join(' ')
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
