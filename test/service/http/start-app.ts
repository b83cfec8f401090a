import type { TestContext } from 'node:test'
import { Client } from '@elastic/elasticsearch'
import { readConfig } from '../../../src/core/config.ts'
import { createLogger } from '../../../src/core/logger.ts'
import type { GenerationWatch } from '../../../src/elastic/generation-watch.ts'
import { type Insights, NO_INSIGHTS } from '../../../src/index/insights/insights.ts'
import type { PostHit, SearchAnswer } from '../../../src/search/answer/answer.ts'
import type { Debug } from '../../../src/search/answer/debug-answer.ts'
import type { Curation } from '../../../src/search/curation/curation.ts'
import { DEFAULT_WEIGHTS } from '../../../src/search/ranking.ts'
import type { SearchInput } from '../../../src/search/request/input.ts'
import { NO_SYNONYMS } from '../../../src/search/spelling/synonyms.ts'
import { openApiKeys } from '../../../src/service/auth/api-keys.ts'
import { createMemory } from '../../../src/service/cache/memory.ts'
import type { Context } from '../../../src/service/context.ts'
import { createApp } from '../../../src/service/http/app.ts'
import { type ServerOptions, startServer } from '../../../src/service/http/server.ts'
import { createMetrics, type Metrics } from '../../../src/service/metrics/metrics.ts'
import { createGuard } from '../../../src/service/overload/guard.ts'

type Search = Context['search']

/** A service on a free port, and the lines that it logged. */
export type StartedApp = {
  url: string
  log: Record<string, unknown>[]
  /** The log as it was written. */
  lines: string[]
  inputs: SearchInput[]
}

/** Nothing is remembered. */
const UNKNOWN: GenerationWatch = { current: undefined, refresh: async () => undefined }

type Options = {
  search?: Search
  env?: Record<string, string>
  stopping?: AbortSignal
  /** What searches find is known by an id, so that answers are remembered. */
  generation?: GenerationWatch
  metrics?: Metrics
  insights?: Insights
  curation?: { current: Curation }
  server?: Partial<Pick<ServerOptions, 'timeouts' | 'maxConnections'>>
}

/** Starts the service for one test, by default with a search that finds one post. */
export async function startApp(
  t: TestContext,
  {
    search,
    env = {},
    stopping,
    generation = UNKNOWN,
    metrics = createMetrics('0'),
    insights = NO_INSIGHTS,
    curation,
    server: limits,
  }: Options = {},
): Promise<StartedApp> {
  const unlimited = { RATE_LIMIT: '0', RATE_LIMIT_DEBUG: '0', RATE_LIMIT_WRITES: '0' }
  const config = readConfig({ ELASTICSEARCH_URL: 'http://127.0.0.1:9', ...unlimited, ...env })
  const log: Record<string, unknown>[] = []
  const lines: string[] = []
  const inputs: SearchInput[] = []
  const write = (line: string) => {
    lines.push(line)
    log.push(JSON.parse(line))
  }
  const logger = createLogger(config.log.level, { write }, config.log)
  const [node] = config.elasticsearch.nodes
  const client = new Client({ ...(node !== undefined && { node }), maxRetries: 0 })
  const remember: Search = (ctx, input, signal) => {
    inputs.push(input)
    return (search ?? findOnePost)(ctx, input, signal)
  }
  const apiKeys =
    config.apiKeysFile === undefined ? undefined : openApiKeys(config.apiKeysFile, () => undefined)
  const ctx = {
    ...{ config, logger, client, search: remember, synonyms: NO_SYNONYMS, apiKeys },
    guard: createGuard(config.searches),
    ...(curation !== undefined && { curation }),
    ...{ generation, metrics, insights, memory: createMemory(config, NO_SYNONYMS) },
  }
  const app = createApp(ctx, stopping)
  const { maxQueryLength } = config
  const server = await startServer(app, { host: '127.0.0.1', port: 0, maxQueryLength, ...limits })
  t.after(async () => {
    await server.close(0)
    await client.close()
  })
  return { url: server.url, log, lines, inputs }
}

const findOnePost: Search = async (ctx, input) => {
  ctx.onRoundTrip?.({ ms: 1 })
  return anAnswer(input, { results: [aPost()] })
}

/** An answer as the search gives it. */
export function anAnswer(input: SearchInput, changes: Partial<SearchAnswer> = {}): SearchAnswer {
  const terms = [{ term: input.query.text, score: 1.1, titleBoost: 2.2, textBoost: 1.1 }]
  const results = changes.results ?? []
  return {
    query: { q: input.query.text, strategy: 'exact' },
    terms,
    total: { value: results.length, relation: 'eq' },
    facets: { categories: [], tags: [], sites: [], authors: [], languages: [], years: [], own: [] },
    page: input.page,
    size: input.size,
    results,
    took: { total: 2, elasticsearch: 1 },
    ...(input.debug && { debug: aDebug(input, results) }),
    ...changes,
  }
}

/** How a search came about, as it tells those who debug. */
export function aDebug({ query: { text: q } }: SearchInput, results: readonly PostHit[]): Debug {
  const body = { query: { match_all: {} } }
  const curl = `curl "$ELASTICSEARCH_URL" <<'END'\n${JSON.stringify(body)}\nEND\n`
  return {
    terms: [{ term: q, score: 1.1, titleBoost: 2.2, textBoost: 1.1, found: true }],
    hits: results.map(({ id, score }, i) => ({
      id,
      rank: i + 1,
      rankWithoutPopularity: i + 1,
      score,
      points: [{ clause: `title: ${q}`, kind: 'words', points: score }],
    })),
    weights: DEFAULT_WEIGHTS,
    words: [{ word: q, known: true }],
    suggestions: [],
    tokens: [
      {
        name: 'stemmed',
        indexed: ['title'],
        searched: ['title'],
        tokens: [{ token: q, position: 0, start: 0, end: q.length }],
      },
    ],
    requests: [
      {
        start: 0,
        ms: 1,
        path: '/_msearch',
        searches: [{ index: 'blog-posts' }, body],
        curl,
        parts: [{ asks: 'the best posts', index: 'blog-posts', took: 1, body, curl }],
      },
    ],
  }
}

/** A post that was found, with one comment. */
export function aPost(changes: Partial<PostHit> = {}): PostHit {
  return {
    id: 'firefox-tabs',
    url: '/2025/firefox-tabs/',
    title: 'Firefox tabs',
    image: null,
    date: '2025-08-17T23:30:00-05:00',
    score: 3.3,
    categories: ['Web'],
    tags: ['firefox', 'browser'],
    author: 'Ada',
    language: 'en',
    site: null,
    highlights: {
      title: [
        { text: 'Firefox', hit: true },
        { text: ' tabs', hit: false },
      ],
      text: [
        [
          { text: 'I use ', hit: false },
          { text: 'Firefox', hit: true },
          { text: ' every day', hit: false },
        ],
      ],
    },
    comments: [
      {
        id: '7',
        url: '/2025/firefox-tabs/#comment-7',
        author: 'Grace',
        date: '2025-08-18T10:00:00Z',
        highlights: [[{ text: 'So do I.', hit: false }]],
      },
    ],
    ...changes,
  }
}
