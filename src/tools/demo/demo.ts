import { join } from 'node:path'
import { openSource } from '../../content/sources/source.ts'
import { type Config, readConfig } from '../../core/config.ts'
import { packageRoot } from '../../core/package.ts'
import { stopWithNpm } from '../../core/stop-with-npm.ts'
import { reindex } from '../../index/reindex/reindex.ts'
import { openVectors } from '../../meaning/open-vectors.ts'
import { type CommandContext, createContext, searchContext } from '../../service/context.ts'
import { serve } from '../../service/serve.ts'
import { findElasticsearch } from '../local-elasticsearch/find-elasticsearch.ts'
import { makeUpInsights } from './made-up-insights.ts'

const SAMPLE_BLOG = join(packageRoot, 'src/tools/demo/sample-blog')
const SITE_URL = 'https://slowkettle.example'
/** Not the default prefix, since the demo must not replace a blog in the same Elasticsearch. */
const INDEX_PREFIX = 'demo'
const PROBE_TIMEOUT_MS = 2_000

const TRIES = [
  ['a typo', '/search?q=Elasticsaerch'],
  ['several words', '/search?q=date+format'],
  ['why it scored as it did', '/search?q=sourdoh&debug-search'],
  ['what readers look for', '/insights'],
] as const

const say = (line: string) => process.stderr.write(`${line}\n`)

/** Starts Elasticsearch if none runs, indexes the sample blog, and serves it until `stopping` aborts. */
async function demo(stopping: AbortSignal): Promise<void> {
  const elasticsearch = await findElasticsearch({ signal: stopping, log: say })
  say(
    `Elasticsearch: ${elasticsearch.origin === 'environment' ? 'as ELASTICSEARCH_URL says' : elasticsearch.url}`,
  )
  const defaults = { SITE_URL, INDEX_PREFIX, LOG_LEVEL: 'warn', ...process.env }
  const ctx = createContext(readConfig({ ...defaults, ELASTICSEARCH_URL: elasticsearch.url }))
  try {
    await indexSampleBlog(ctx, stopping)
    await makeUpInsights(searchContext(ctx), join(SAMPLE_BLOG, 'searches.tsv'))
    const url = urlOf(ctx.config)
    if (await servesAlready(url)) {
      say(`The service runs at ${url} already and has the new index.`)
      printTries(url)
      return
    }
    printTries(url)
    say('Ctrl-C ends the service; Elasticsearch goes on until `npm run elasticsearch -- stop`.')
    await serve(ctx, stopping)
  } finally {
    await ctx.client.close()
  }
}

async function indexSampleBlog({ client, config }: CommandContext, signal: AbortSignal): Promise<void> {
  const source = await openSource(SAMPLE_BLOG, { siteUrl: config.siteUrl ?? SITE_URL })
  const meaning = openVectors(client, config)
  const report = await reindex({ client, config, signal, meaning }, [source], { maxErrors: 0 })
  await meaning?.close()
  if (!report.swapped) throw new Error(report.reasons.join('\n'))
  say(`Indexed the sample blog: ${report.posts.indexed} posts, ${report.comments.indexed} comments.`)
}

function urlOf({ http }: Config): string {
  return `http://${http.host === '0.0.0.0' ? '127.0.0.1' : http.host}:${http.port}`
}

/** Whether a service that was started before answers at the URL. */
async function servesAlready(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) })
    const body: unknown = await answer.json()
    return typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok'
  } catch {
    return false
  }
}

function printTries(url: string): void {
  for (const [what, path] of TRIES) process.stdout.write(`${`${what}:`.padEnd(26)}${url}${path}\n`)
}

const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort(signal))
stopWithNpm(() => stop.abort('npm has ended'))
await demo(stop.signal).catch((error: unknown) => {
  if (stop.signal.aborted) return
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
