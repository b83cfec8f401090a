import { Agent, request } from 'node:http'
import type { DiagnosticResult } from '@elastic/elasticsearch'
import { searchContext } from '../src/context.ts'
import { createApp } from '../src/http/app.ts'
import { startServer } from '../src/http/server.ts'
import type { SearchAnswer } from '../src/search/answer.ts'
import type { SearchInput } from '../src/search/input.ts'
import { parseSearchRequest } from '../src/search/request.ts'
import type { BenchBlog } from './blog.ts'
import type { Call } from './interleave.ts'

/** Ways to have a query answered: the same requests raw and through the official client, the search in process, and over HTTP. */
export type Variant = 'raw' | 'client' | 'search' | 'http'

/** The calls of some queries, and the mean of their round trips. */
export type Prepared = { calls: Call<Variant>[]; trips: number }

export type Variants = { prepare(queries: readonly string[]): Promise<Prepared>; close(): Promise<void> }

type Sent = { path: string; body: string }

const NDJSON = 'application/x-ndjson'
const TIMEOUT_MS = 30_000

/** Starts the service on a free port and one kept-alive connection to each of it and Elasticsearch. */
export async function startVariants({ ctx }: BenchBlog): Promise<Variants> {
  const { maxQueryLength, elasticsearch } = ctx.config
  const app = createApp(ctx, new AbortController().signal)
  const server = await startServer(app, { host: '127.0.0.1', port: 0, maxQueryLength })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const node = elasticsearch.nodes[0] ?? ''
  const search = (q: string) => ctx.search(searchContext(ctx), inputOf(q, maxQueryLength))
  const raw = (sent: Sent) => send(agent, new URL(sent.path, node), sent.body)
  const client = ({ path, body }: Sent) =>
    ctx.client.transport.request({ method: 'POST', path, bulkBody: body }, { requestTimeout: TIMEOUT_MS })
  const http = (q: string) => send(agent, new URL(`/api/v1/search?q=${encodeURIComponent(q)}`, server.url))

  return {
    async prepare(queries) {
      const calls: Call<Variant>[] = []
      let trips = 0
      for (const q of queries) {
        const { answer, sent } = await recorded(ctx, () => search(q))
        assertSame(answer, JSON.parse(await http(q)))
        for (const request of sent) assertSameHits(JSON.parse(await raw(request)), await client(request))
        trips += sent.length
        calls.push({
          raw: () => oneAfterAnother(sent, raw),
          client: () => oneAfterAnother(sent, client),
          search: () => search(q),
          http: () => http(q),
        })
      }
      return { calls, trips: trips / queries.length }
    },
    async close() {
      agent.destroy()
      await server.close(0)
    },
  }
}

function inputOf(q: string, maxQueryLength: number): SearchInput {
  const parsed = parseSearchRequest(new URLSearchParams({ q }), { maxQueryLength })
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'))
  return parsed.input
}

/** What a search answers, and the requests that it sends to Elasticsearch. */
async function recorded(
  { client }: BenchBlog['ctx'],
  search: () => Promise<SearchAnswer>,
): Promise<{ answer: SearchAnswer; sent: Sent[] }> {
  const sent: Sent[] = []
  const listen = (_error: unknown, result: Pick<DiagnosticResult, 'meta'> | null) => {
    const { path, body } = result?.meta.request.params ?? {}
    sent.push({ path: path ?? '', body: String(body) })
  }
  client.diagnostic.on('response', listen)
  try {
    return { answer: await search(), sent }
  } finally {
    client.diagnostic.off('response', listen)
  }
}

async function oneAfterAnother(
  sent: readonly Sent[],
  ask: (request: Sent) => Promise<unknown>,
): Promise<void> {
  for (const request of sent) await ask(request)
}

/** Sends a request and reads its answer to the end. Throws unless it is 200. */
function send(agent: Agent, url: URL, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = request(url, {
      agent,
      method: body === undefined ? 'GET' : 'POST',
      timeout: TIMEOUT_MS,
      ...(body !== undefined && { headers: { 'content-type': NDJSON, accept: 'application/json' } }),
    })
    sending.on('error', reject)
    sending.on('timeout', () =>
      sending.destroy(new Error(`${url.pathname} took longer than ${TIMEOUT_MS} ms`)),
    )
    sending.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${url.pathname} answered ${response.statusCode}: ${text.slice(0, 500)}`))
      })
    })
    sending.end(body)
  })
}

function assertSame(one: SearchAnswer, other: SearchAnswer): void {
  const ids = ({ results }: SearchAnswer) => results.map(({ id }) => id).join(' ')
  if (ids(one) !== ids(other)) throw new Error(`${one.query.q}: HTTP and search() differ`)
}

function assertSameHits(one: unknown, other: unknown): void {
  if (withoutTimes(one) !== withoutTimes(other)) throw new Error('the same request is answered in two ways')
}

/** An answer as text, but for how long it took, and for scores, which freshness changes from second to second. */
function withoutTimes(answer: unknown): string {
  return JSON.stringify(answer, (key, value) =>
    /^(took|_score|max_score|sort)$/.test(key) ? undefined : value,
  )
}
