import { readSettings } from '../src/content/project/settings.ts'
import { aliasNames } from '../src/elastic/aliases.ts'
import { related } from '../src/search/related/related.ts'
import { parseRelatedRequest, parseResolveRequest } from '../src/search/related/request.ts'
import { resolve } from '../src/search/related/resolve.ts'
import { parseSearchRequest } from '../src/search/request/request.ts'
import { search } from '../src/search/search.ts'
import { parseSuggestRequest } from '../src/search/suggest/request.ts'
import { suggest } from '../src/search/suggest/suggest.ts'
import { createContext, searchContext } from '../src/service/context.ts'

/**
 * Usage: tsx bench/cost-by-words.ts. Asks each endpoint for 1 to 64 words of the indexes of the settings, every second word mistyped, and
 * prints as a table what it sends to Elasticsearch (requests, clauses and kilobytes), and how long it takes (the median of asking for different words).
 */
const COUNTS = [1, 2, 4, 8, 16, 32, 64]
/** How often each is asked for the median, after once to warm up. */
const TIMES = 7
/** The queries that Elasticsearch looks up words for. */
const CLAUSES =
  /"(?:match|match_phrase|multi_match|combined_fields|term|prefix|fuzzy|span_term|wildcard|more_like_this)":/g

const config = readSettings()
const ctx = createContext(config)
const sent = { requests: 0, clauses: 0, bytes: 0 }
const request = ctx.client.transport.request.bind(ctx.client.transport)
ctx.client.transport.request = ((
  params: Parameters<typeof request>[0],
  options: Parameters<typeof request>[1],
) => {
  const text = JSON.stringify(params.body ?? params.bulkBody ?? '')
  sent.requests += 1
  sent.clauses += text.match(CLAUSES)?.length ?? 0
  sent.bytes += text.length
  return request(params, options)
}) as typeof ctx.client.transport.request

const searching = { ...searchContext(ctx), timeoutMs: 60_000 }
const { words, posts } = aliasNames(config.indexPrefix)
const signal = AbortSignal.timeout(600_000)

async function ids(index: string, query: object, size: number): Promise<string[]> {
  const { hits } = await ctx.client.search({ index, query, size, _source: false })
  return hits.hits.flatMap(({ _id }) => _id ?? [])
}

const known = await ids(words, { regexp: { word: '[a-z]{6,12}' } }, 64)
const [postId = ''] = await ids(posts, { match_all: {} }, 1)
/** Words from one of them on. */
const text = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => known[(from + i) % known.length] ?? '')
    .map((word, i) => (i % 2 === 0 ? `${word.slice(0, 2)}${word.slice(3)}` : word))
    .join(' ')

function inputOf<T>(parsed: { ok: true; input: T } | { ok: false; errors: unknown }): T {
  if (parsed.ok) return parsed.input
  throw new Error(JSON.stringify(parsed.errors))
}

const parameters = (name: string, value: string, more = {}) => new URLSearchParams({ [name]: value, ...more })
const LIMITS = { ...config, maxQueryLength: 2_000 }
const ENDPOINTS: Record<string, (text: string) => Promise<unknown>> = {
  search: (q) => search(searching, inputOf(parseSearchRequest(parameters('q', q), LIMITS)), signal),
  'search, debug': (q) =>
    search(
      searching,
      inputOf(parseSearchRequest(parameters('q', q, { 'debug-search': '1' }), LIMITS)),
      signal,
    ),
  suggest: (q) => suggest(searching, inputOf(parseSuggestRequest(parameters('q', q), LIMITS)), signal),
  resolve: (q) =>
    resolve(
      searching,
      inputOf(parseResolveRequest(parameters('path', `/${q.replaceAll(' ', '-')}/`))),
      signal,
    ),
  related: () => related(searching, inputOf(parseRelatedRequest(postId, new URLSearchParams())), signal),
}

async function medianMs(ask: (turn: number) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let turn = 1; turn <= TIMES; turn++) {
    const started = performance.now()
    await ask(turn)
    times.push(performance.now() - started)
  }
  return Math.round(times.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0)
}

process.stdout.write(`| words | ${COUNTS.join(' | ')} |\n|---|${'---|'.repeat(COUNTS.length)}\n`)
for (const [name, ask] of Object.entries(ENDPOINTS)) {
  const cells: string[] = []
  for (const count of COUNTS) {
    Object.assign(sent, { requests: 0, clauses: 0, bytes: 0 })
    await ask(text(count, 0))
    const { requests, clauses, bytes } = sent
    const ms = await medianMs((turn) => ask(text(count, turn * 9)))
    cells.push(`${requests}, ${clauses}, ${Math.round(bytes / 1024)} kB, ${ms} ms`)
  }
  process.stdout.write(`| ${name} | ${cells.join(' | ')} |\n`)
}
await ctx.client.close()
