import { join } from 'node:path'
import { openSource } from '../../content/sources/source.ts'
import { type Config, readConfig } from '../../core/config.ts'
import { packageRoot } from '../../core/package.ts'
import { stopWithNpm } from '../../core/stop-with-npm.ts'
import { whileItLasts } from '../../core/while-it-lasts.ts'
import { reindex } from '../../index/reindex/reindex.ts'
import { openVectors } from '../../meaning/open-vectors.ts'
import { type CommandContext, createContext, searchContext } from '../../service/context.ts'
import { serve } from '../../service/serve.ts'
import { type FoundElasticsearch, findElasticsearch } from '../local-elasticsearch/find-elasticsearch.ts'
import { freePortFrom } from '../local-elasticsearch/ports.ts'
import { makeUpInsights } from './made-up-insights.ts'
import { startSamplePage } from './sample-page.ts'

const SAMPLE_BLOG = join(packageRoot, 'src/tools/demo/sample-blog')
const SITE_URL = 'https://slowkettle.example'
/** Not the default prefix, since the demo must not replace a blog in the same Elasticsearch. */
const INDEX_PREFIX = 'demo'
const PORT = 3_000

const TRIES = [
  ['a typo', '/search?q=Elasticsaerch'],
  ['a question in other words', '/search?q=bread+that+needs+no+kneading'],
  ['the page while typing', '/search?q=sourd&prefix=1'],
  ['why it scored as it did', '/search?q=sourdoh&debug-search'],
  ['what readers look for', '/insights'],
] as const

const say = (line: string) => process.stderr.write(`${line}\n`)

/** Starts an Elasticsearch, indexes the sample blog, and serves it until `stopping` aborts. Then it ends all that it has started. */
async function demo(stopping: AbortSignal): Promise<void> {
  const given = process.env.ELASTICSEARCH_URL?.trim()
  const elasticsearch = await findElasticsearch({ given, own: true, signal: stopping, log: say })
  say(`Elasticsearch: ${given ? 'as ELASTICSEARCH_URL says' : elasticsearch.url}`)
  try {
    await show(elasticsearch, stopping)
  } finally {
    if (elasticsearch.origin === 'local' || elasticsearch.origin === 'docker') say('Stopping Elasticsearch')
    await elasticsearch.stop()
  }
}

async function show(elasticsearch: FoundElasticsearch, stopping: AbortSignal): Promise<void> {
  const port = process.env.PORT?.trim() || String(await freePortFrom(PORT, new Set()))
  const defaults = { SITE_URL, INDEX_PREFIX, LOG_LEVEL: 'warn', SITE_NAME: 'The slow kettle', ...process.env }
  const settings = { ...defaults, PORT: port, ELASTICSEARCH_URL: elasticsearch.url }
  const service = urlOf(readConfig(settings))
  const page = await startSamplePage(Number(port) + 1, service)
  const origins = process.env.CORS_ORIGINS?.trim() || new URL(page.url).origin
  const ctx = createContext(readConfig({ ...settings, CORS_ORIGINS: origins }))
  try {
    await indexSampleBlog(ctx, stopping)
    await whileItLasts(
      'Making up what readers looked for, so that there is something to see',
      () => makeUpInsights(searchContext(ctx), join(SAMPLE_BLOG, 'searches.tsv')),
      say,
    )
    await serve(ctx, stopping, (url) => printTries(url, page.url, ctx))
  } finally {
    page.close()
    await ctx.client.close()
  }
}

async function indexSampleBlog({ client, config }: CommandContext, signal: AbortSignal): Promise<void> {
  const source = await openSource(SAMPLE_BLOG, { siteUrl: config.siteUrl ?? SITE_URL })
  const meaning = openVectors(client, config)
  const index = () => reindex({ client, config, signal, meaning }, [source], { maxErrors: 0 })
  const report = await whileItLasts('Indexing the sample blog', index, say)
  await meaning?.close()
  if (!report.swapped) throw new Error(report.reasons.join('\n'))
  say(`Indexed the sample blog: ${report.posts.indexed} posts, ${report.comments.indexed} comments.`)
}

function urlOf({ http }: Config): string {
  return `http://${http.host === '0.0.0.0' ? '127.0.0.1' : http.host}:${http.port}`
}

function printTries(url: string, page: string, { meaning }: CommandContext): void {
  const lines = [...TRIES.map(([what, path]) => [what, url + path]), ['the widget on a page', page]]
  for (const [what, address] of lines) process.stdout.write(`${`${what}:`.padEnd(28)}${address}\n`)
  if (meaning === undefined) {
    say('`npm run -s blog-search -- meaning install` lets more posts be found that say it in other words.')
  }
  say('Ctrl-C ends the search, and the Elasticsearch that was started for it.')
}

const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort(signal))
stopWithNpm(() => stop.abort('npm has ended'))
await demo(stop.signal).catch((error: unknown) => {
  if (stop.signal.aborted) return
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
