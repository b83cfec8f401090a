import { Client } from '@elastic/elasticsearch'
import type { Request } from 'express'
import { createInsights } from '../src/index/insights/insights.ts'
import { plainInput } from '../src/search/request/input.ts'
import { countSearch } from '../src/service/http/insights/count-search.ts'

/** `npx tsx bench/counting-cost.ts`: the processor time that counting adds to a search, in microseconds. */
const SEARCHES = 50_000
const ROUNDS = 7
const LIMIT = 20
const AGENTS = ['128.0', '129.0', '140.0'].map(
  (version) => `Mozilla/5.0 (X11; Linux x86_64; rv:${version}) Gecko/20100101 Firefox/${version}`,
)
const QUERIES = [
  'sourdough starter',
  'Elasticsaerch',
  'how to write a date format in javascript without a library',
  'firefox 140 tabs',
  'planted@mark.example 4111 1111 1111 1111',
]

function answerTo(q: string) {
  return {
    query: { q, strategy: 'exact' as const },
    terms: [],
    total: { value: 10, relation: 'eq' as const },
    facets: { categories: [], tags: [], sites: [], authors: [], languages: [], years: [], own: [] },
    page: 1,
    size: 10,
    results: [],
    took: { total: 1, elasticsearch: 1 },
  }
}

const searches = Array.from({ length: SEARCHES }, (_, i) => {
  const q = `${QUERIES[i % QUERIES.length]} ${i % 3_000}`
  const req = {
    method: 'GET',
    ip: `10.${i % 250}.${Math.floor(i / 250) % 250}.9`,
    headers: { 'user-agent': AGENTS[i % AGENTS.length] },
  } as unknown as Request
  return { req, params: new URLSearchParams({ q }), input: plainInput(q), answer: answerTo(q) }
})

const client = new Client({ node: 'http://127.0.0.1:9' })
const costs = Array.from({ length: ROUNDS }, () => {
  const insights = createInsights(client, 'bench')
  const before = process.cpuUsage()
  for (const one of searches) countSearch({ insights }, one)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / SEARCHES
}).sort((a, b) => a - b)
await client.close()
const median = costs[Math.floor(ROUNDS / 2)] ?? 0
process.stdout.write(
  `counting a search: ${median.toFixed(1)} µs of processor time (median of ${ROUNDS} rounds of ${SEARCHES}; ${costs[0]?.toFixed(1)} to ${costs.at(-1)?.toFixed(1)})\n`,
)
if (median >= LIMIT) process.exitCode = 1
