import { readFileSync } from 'node:fs'
import { Client } from '@elastic/elasticsearch'
import { openSource } from '../src/content/sources/source.ts'
import { percentile } from '../src/core/metrics.ts'
import { seededRandom, shuffled } from '../src/core/random.ts'
import { reindex } from '../src/index/reindex/reindex.ts'
import type { SearchAnswer } from '../src/search/answer/answer.ts'
import { plainInput } from '../src/search/request/input.ts'
import { search } from '../src/search/search.ts'

/**
 * `npx tsx bench/cluster.ts <addresses of nodes, with commas> <queries.tsv> <source>...`: whether one shard with copies and three shards
 * answer alike on a cluster, and how fast each answers, one query after the other and eight at a time, in turn.
 */
const [addresses = '', queriesFile = '', ...places] = process.argv.slice(2)
const nodes = addresses.split(',')
const client = new Client({ nodes, requestTimeout: 60_000 })
const WAYS = {
  'one shard, no copy': { shards: 1, replicas: '0' },
  'one shard, a copy on every node': { shards: 1, replicas: String(nodes.length - 1) },
  'three shards, no copy': { shards: 3, replicas: '0' },
  'three shards, a copy of each': { shards: 3, replicas: '1' },
} as const
type Way = keyof typeof WAYS
const ways = Object.keys(WAYS) as Way[]
const prefixOf = (way: Way) => `cluster-${ways.indexOf(way)}`
const ROUNDS = 5
const MAX_QUERIES = 200
const SLICE_MS = 8_000

const ask = (way: Way, q: string): Promise<SearchAnswer> =>
  search({ client, indexPrefix: prefixOf(way), timeoutMs: 20_000, language: 'en' }, plainInput(q))

/** Scores are sums of floats, which differ in their last digits when they are summed in another order. */
const SAME_SCORE = 1e-4

/** In what two answers differ, of what a reader sees. */
function differences(expected: SearchAnswer, got: SearchAnswer): string[] {
  const differ = (of: (answer: SearchAnswer) => unknown) =>
    JSON.stringify(of(expected)) !== JSON.stringify(of(got))
  const scores = got.results.map(({ score }, i) => Math.abs(score - (expected.results[i]?.score ?? 0)))
  return Object.entries({
    results: differ(({ results }) => results.map(({ id }) => id)),
    scores: scores.some((distance) => distance > SAME_SCORE),
    total: differ(({ total }) => total),
    facets: differ(({ facets }) => facets),
    terms: differ(({ terms }) => terms.map(({ term }) => term)),
  }).flatMap(([what, differs]) => (differs ? [what] : []))
}

try {
  for (const way of ways) {
    const config = { indexPrefix: prefixOf(way), commentFragment: '#comment-{id}', shardLayout: WAYS[way] }
    const sources = await Promise.all(
      places.map((place) => openSource(place, { siteUrl: 'https://blog.example' })),
    )
    const report = await reindex({ client, config }, sources, { maxErrors: 100 })
    if (!report.swapped) throw new Error(`${way}: ${JSON.stringify(report)}`)
    process.stderr.write(`${way}: ${report.posts.indexed} posts, ${report.comments.indexed} comments\n`)
  }
  await client.cluster.health({
    wait_for_no_relocating_shards: true,
    wait_for_no_initializing_shards: true,
    timeout: '60s',
  })
  const all = readFileSync(queriesFile, 'utf8')
    .split('\n')
    .map((line) => line.split('\t')[0] ?? '')
  const random = seededRandom(1)
  const queries = shuffled(all.filter(Boolean), random).slice(0, MAX_QUERIES)

  const differing = new Map<Way, string[]>(ways.map((way) => [way, []]))
  for (const q of queries) {
    const expected = await ask(ways[0] as Way, q)
    for (const way of ways) {
      const found = differences(expected, await ask(way, q))
      if (found.length > 0) differing.get(way)?.push(`${q} (${found.join(', ')})`)
    }
  }
  const times = new Map<Way, number[]>(ways.map((way) => [way, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const q of queries) {
      for (const way of shuffled(ways, random)) {
        const started = performance.now()
        await ask(way, q)
        times.get(way)?.push(performance.now() - started)
      }
    }
  }
  const rates = new Map<Way, number>()
  for (let round = 0; round < 2; round++) {
    for (const way of shuffled(ways, random)) {
      let done = 0
      const end = performance.now() + SLICE_MS
      const one = async (first: number) => {
        for (let i = first; performance.now() < end; i += 8, done++)
          await ask(way, queries[i % queries.length] ?? '')
      }
      await Promise.all(Array.from({ length: 8 }, (_, i) => one(i)))
      rates.set(way, (rates.get(way) ?? 0) + (done / (2 * SLICE_MS)) * 1000)
    }
  }
  for (const way of ways) {
    const at = (share: number) => percentile(times.get(way) ?? [], share).toFixed(2)
    const others = differing.get(way) ?? []
    process.stdout.write(
      `${way}: ${queries.length - others.length} of ${queries.length} answers the same; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${rates.get(way)?.toFixed(0)}/s at 8 ${others.slice(0, 3).join(' | ')}\n`,
    )
  }
} finally {
  await client.indices
    .delete({ index: ways.map((way) => `${prefixOf(way)}-*`), expand_wildcards: 'all' })
    .catch(() => undefined)
  await client.close()
}
