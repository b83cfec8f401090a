import assert from 'node:assert/strict'
import { after, afterEach, describe, test } from 'node:test'
import { Client, errors } from '@elastic/elasticsearch'
import { Collection } from '../../../src/index/insights/collected.ts'
import type { Outcome } from '../../../src/index/insights/counted.ts'
import { createInsights } from '../../../src/index/insights/insights.ts'
import { insightsIndex } from '../../../src/index/insights/insights-index.ts'
import { dropIndexes, testClient, testPrefix } from '../../helpers/test-index.ts'

const DAY_MS = 86_400_000
const FIRST_DAY = Date.parse('2026-05-04T10:00:00Z')
const FOUND: Outcome = { tier: 'phrase', found: true, corrected: false, filters: '' }

const prefixes: string[] = []
const client = testClient()
// With few indexes at a time, Elasticsearch makes new ones sooner.
afterEach(async () => {
  for (const prefix of prefixes.splice(0)) await dropIndexes(prefix)
})
after(() => client.close())

function newPrefix(): string {
  const prefix = testPrefix()
  prefixes.push(prefix)
  return prefix
}

/** Insights on a day that a test turns, from addresses of as many networks as it likes. */
function onDays(prefix: string, ofClient: Client = client) {
  let day = 0
  const insights = createInsights(ofClient, prefix, () => FIRST_DAY + day * DAY_MS)
  return {
    ...insights,
    turnTo(next: number) {
      day = next
    },
    ask(query: string, network = 1, changes: Partial<Outcome> = {}) {
      insights.count({ query, outcome: { ...FOUND, ...changes }, address: `10.0.${network}.7` })
    },
    click(query: string, position: number, network = 1) {
      insights.count({ query, outcome: FOUND, address: `10.0.${network}.7`, position })
    },
  }
}

type Stored = Record<string, unknown>

/** All documents of an index of insights, as Elasticsearch has them. */
async function stored(prefix: string): Promise<Stored[]> {
  const index = insightsIndex(prefix)
  await client.indices.refresh({ index })
  const { hits } = await client.search<Stored>({ index, size: 1_000 })
  return hits.hits.map(({ _id, _source }) => ({ _id, ..._source }))
}

/** How often each text was searched for; the searches without a text are under ''. */
async function searchesByText(prefix: string): Promise<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { kind, query = '', searches } of await stored(prefix)) {
    if (kind === 'count' || kind === 'month')
      sums[String(query)] = (sums[String(query)] ?? 0) + Number(searches)
  }
  return sums
}

describe('the text of a query', () => {
  test('is kept from the third day on that it is asked, and nothing of it before but a salted hash', async () => {
    const prefix = newPrefix()
    const readers = onDays(prefix)
    for (const day of [0, 5]) {
      readers.turnTo(day)
      readers.ask('Copper Kettle')
      readers.ask('copper kettle')
      await readers.flush()
    }
    assert.doesNotMatch(JSON.stringify(await stored(prefix)), /kettle/i)
    readers.turnTo(9)
    // Another service, which knows nothing of the first one's memory.
    const other = onDays(prefix)
    other.turnTo(9)
    other.ask('copper kettle')
    await other.flush()
    readers.ask('copper kettle')
    readers.ask('only once')
    await readers.flush()
    assert.deepEqual(await searchesByText(prefix), { '': 5, 'copper kettle': 2 })
    assert.doesNotMatch(JSON.stringify(await stored(prefix)), /only once/)
  })

  test('is kept from the third network of a day on, which is forgotten with the day', async () => {
    const prefix = newPrefix()
    const readers = onDays(prefix)
    for (const network of [1, 1, 2]) readers.ask('tea', network)
    await readers.flush()
    readers.turnTo(1)
    readers.ask('tea', 3)
    await readers.flush()
    assert.deepEqual(await searchesByText(prefix), { '': 4 })
    readers.ask('tea', 4)
    readers.ask('tea', 5)
    readers.ask('tea', 1)
    await readers.flush()
    assert.deepEqual(await searchesByText(prefix), { '': 5, tea: 2 })
    assert.doesNotMatch(JSON.stringify(await stored(prefix)), /10\.0\./)
  })
})

test('counts outcomes, names of filters and clicks by position, and no more than a few a minute of one client', async () => {
  const prefix = newPrefix()
  const readers = onDays(prefix)
  for (const network of [1, 2, 3]) readers.ask('tea', network, { filters: 'author category' })
  for (let i = 0; i < 20; i++) readers.ask('tea', 4, { found: false, tier: 'some words' })
  readers.click('tea', 1, 5)
  readers.click('tea', 3, 6)
  readers.click('tea', 3, 6)
  readers.click('tea', 40, 7)
  await readers.flush()
  const rows = (await stored(prefix)).filter(({ kind }) => kind === 'count')
  const ofTea = rows.filter(({ query }) => query === 'tea').map(({ _id, ...row }) => row)
  const common = { kind: 'count', day: '2026-05-04', query: 'tea', corrected: false }
  assert.deepEqual(
    ofTea.sort((a, b) => Number(b.searches) - Number(a.searches)),
    [
      { ...common, tier: 'some words', found: false, filters: '', searches: 6, clicked: {} },
      { ...common, tier: 'phrase', found: true, filters: 'author category', searches: 1, clicked: {} },
      {
        ...common,
        tier: 'phrase',
        found: true,
        filters: '',
        searches: 0,
        clicked: { p1: 1, p3: 2, later: 1 },
      },
    ],
  )
})

/** A client whose Elasticsearch is away, or carries requests out and loses their answers. */
function unreliable(away: Client) {
  let state: 'well' | 'away' | 'loses answers' = 'well'
  const lose = async (call: Promise<unknown>) => {
    await call
    throw new errors.TimeoutError('lost')
  }
  const proxy = new Proxy(client, {
    get(_target, name) {
      const real = state === 'away' ? away : client
      const value: unknown = Reflect.get(real, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        const call: Promise<unknown> = value.apply(real, args)
        return state === 'loses answers' && name === 'bulk' ? lose(call) : call
      }
    },
  })
  return {
    client: proxy,
    be(next: typeof state) {
      state = next
    },
  }
}

test('counts are exact while Elasticsearch is away, when its answers are lost, and in several services', async () => {
  const prefix = newPrefix()
  const away = new Client({ node: 'http://127.0.0.1:9', maxRetries: 0 })
  const elasticsearch = unreliable(away)
  const services = [onDays(prefix), onDays(prefix, elasticsearch.client)] as const
  for (const state of ['well', 'loses answers', 'away', 'well'] as const) {
    elasticsearch.be(state)
    for (let network = 1; network <= 10; network++) {
      for (const service of services) service.ask('tea', network)
      services[1].click('tea', 1, network)
    }
    await services[0].flush()
    if (state === 'well') await services[1].flush()
    else await assert.rejects(services[1].flush())
  }
  await away.close()
  // Two networks are not enough. The second service writes later, when the text is kept already.
  assert.deepEqual(await searchesByText(prefix), { '': 2, tea: 78 })
  const clicked = (await stored(prefix)).map(({ clicked = {} }) => Object(clicked).p1 ?? 0)
  assert.equal(
    clicked.reduce((a, b) => a + b, 0),
    40,
  )
})

test('what waits in memory is bounded, and no count is lost by that', () => {
  const collection = new Collection(100)
  for (let i = 0; i < 10_000; i++) {
    const filters = i % 2 === 0 ? `made up ${i}` : ''
    collection.count({ day: '2026-05-04', query: `q${i}`, open: true, outcome: { ...FOUND, filters } })
  }
  const taken = collection.take()
  assert.ok(taken.length <= 202, String(taken.length))
  assert.equal(
    taken.reduce((sum, { searches }) => sum + searches, 0),
    10_000,
  )
})

test('adds up months after 400 days, whoever does it, and forgets hashes and salts of other quarters', async () => {
  const prefix = newPrefix()
  const readers = onDays(prefix)
  for (const day of [0, 1, 2]) {
    readers.turnTo(day)
    for (const network of [1, 2, 3, 4]) readers.ask('tea', network)
    readers.ask('rare', 1)
    readers.click('tea', 2, 3)
    await readers.flush()
  }
  const before = await searchesByText(prefix)
  readers.turnTo(440)
  readers.ask('new', 1)
  await readers.flush()
  const others = onDays(prefix)
  others.turnTo(440)
  await Promise.all([readers.tidy(), others.tidy()])
  const rows = await stored(prefix)
  assert.deepEqual(await searchesByText(prefix), { ...before, '': (before[''] ?? 0) + 1 })
  assert.deepEqual(
    rows.filter(({ kind }) => kind === 'month').map(({ day }) => day),
    Array.from({ length: 3 }, () => '2026-05-01'),
  )
  assert.deepEqual(
    rows.filter(({ kind }) => kind === 'salt' || kind === 'seen').map(({ quarter }) => quarter),
    ['2027q3', '2027q3'],
  )
})
