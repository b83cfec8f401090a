import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, readConfig } from '../src/config.ts'
import { type Context, createContext } from '../src/context.ts'
import { reindex } from '../src/indexing/reindex.ts'
import { startLocalElasticsearch } from '../src/local-elasticsearch/start.ts'
import { openSource } from '../src/sources/source.ts'

/** A blog that is indexed for a benchmark. */
export type BenchBlog = { ctx: Context; posts: number; comments: number }

const HEAP = '1g'
const MAX_ERRORS = 100

/** Indexes the sources under a prefix of their own, on the Elasticsearch of ELASTICSEARCH_URL or one that is started for it, and cleans up afterwards. */
export async function withBlog<T>(
  paths: readonly string[],
  signal: AbortSignal,
  work: (blog: BenchBlog) => Promise<T>,
): Promise<T> {
  const prefix = `bench-${randomBytes(4).toString('hex')}`
  return withElasticsearch(signal, async (url) => {
    const env = { ...process.env, ELASTICSEARCH_URL: url, INDEX_PREFIX: prefix, LOG_LEVEL: 'silent' }
    const ctx = createContext(readConfig(env))
    try {
      return await work(await indexBlog(ctx, ctx.config, paths, signal))
    } finally {
      await dropIndexes(ctx, prefix)
      await ctx.client.close()
    }
  })
}

async function withElasticsearch<T>(signal: AbortSignal, work: (url: string) => Promise<T>): Promise<T> {
  const given = process.env.ELASTICSEARCH_URL
  if (given) return work(given)
  const dataDir = await mkdtemp(join(tmpdir(), 'blog-search-bench-'))
  try {
    const node = await startLocalElasticsearch({ dataDir, heap: HEAP, endWithProcess: true, signal })
    return await work(node.url).finally(node.stop)
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function indexBlog(
  ctx: Context,
  config: Config,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<BenchBlog> {
  const siteUrl = config.siteUrl ?? 'https://blog.example'
  const sources = await Promise.all(paths.map((path) => openSource(path, { siteUrl })))
  const report = await reindex({ client: ctx.client, config, signal }, sources, { maxErrors: MAX_ERRORS })
  if (!report.swapped) throw new Error(report.reasons.join('\n'))
  return { ctx, posts: report.posts.indexed, comments: report.comments.indexed }
}

async function dropIndexes({ client }: Context, prefix: string): Promise<void> {
  const found = await client.indices.get({ index: `${prefix}-*`, features: ['aliases'] })
  const names = Object.keys(found)
  if (names.length > 0) await client.indices.delete({ index: names })
}
