import { randomBytes } from 'node:crypto'
import { Client } from '@elastic/elasticsearch'
import type { Source, SourceItem } from '../../src/content/sources/source.ts'
import type { ShardLayout } from '../../src/core/config.ts'
import { stateIndex } from '../../src/elastic/state-index.ts'
import { insightsIndex } from '../../src/index/insights/insights-index.ts'
import { type ReindexContext, type ReindexOptions, reindex } from '../../src/index/reindex/reindex.ts'
import type { ReindexReport } from '../../src/index/reindex/report.ts'
import { memoryIndex } from '../../src/meaning/vector-memory.ts'

/** Raw documents of a blog, as a source would yield them. */
export type RawBlog = { posts?: readonly unknown[]; comments?: readonly unknown[] }

/** The address of the Elasticsearch of the tests. */
export function testElasticsearchUrl(): string {
  const url = process.env.TEST_ELASTICSEARCH_URL
  if (!url)
    throw new Error('TEST_ELASTICSEARCH_URL: expected the address of an Elasticsearch for tests, got none')
  return url
}

/** A client of the Elasticsearch of the tests. Close it in the end. */
export function testClient(url = testElasticsearchUrl()): Client {
  return new Client({ node: url, requestTimeout: 30_000, maxRetries: 1 })
}

/** A prefix for indexes that no other test has. */
export function testPrefix(): string {
  return `test-${randomBytes(5).toString('hex')}`
}

/** A source of raw documents, in the order given. */
export function memorySource(documents: Iterable<unknown>, name = 'memory'): Source {
  return {
    name,
    format: 'memory',
    complete: true,
    async *items(): AsyncGenerator<SourceItem> {
      let number = 0
      for (const value of documents) {
        number += 1
        yield { kind: 'document', place: `${name}:${number}`, value }
      }
    },
  }
}

/** Reindexes sources under a prefix, and returns the report, whatever it says. */
export async function reindexSources(
  sources: readonly Source[],
  prefix: string,
  {
    maxErrors = 0,
    shardLayout,
    ...options
  }: Partial<
    ReindexOptions & Pick<ReindexContext, 'client' | 'signal' | 'retry' | 'onProgress' | 'meaning'>
  > & {
    shardLayout?: ShardLayout
  } = {},
): Promise<ReindexReport> {
  const client = options.client ?? testClient()
  const config = {
    indexPrefix: prefix,
    commentFragment: '#comment-{id}',
    ...(shardLayout !== undefined && { shardLayout }),
  }
  try {
    const { client: _client, signal, retry, onProgress, meaning, ...others } = options
    const ctx = { client, config, signal, onProgress, meaning, ...(retry !== undefined && { retry }) }
    return await reindex(ctx, sources, { maxErrors, ...others })
  } finally {
    if (options.client === undefined) await client.close()
  }
}

/** Indexes a blog for a test with the reindex itself. Throws if it does not go live. Drop it with `dropIndexes(prefix)`. */
export async function indexBlog(
  { posts = [], comments = [] }: RawBlog,
  prefix = testPrefix(),
): Promise<{ prefix: string; report: ReindexReport }> {
  const report = await reindexSources([memorySource([...posts, ...comments])], prefix)
  if (!report.swapped) throw new Error(`expected a blog that can be indexed: ${JSON.stringify(report)}`)
  return { prefix, report }
}

/** The names of all indexes that start with a test's prefix. */
export async function listIndexes(prefix: string): Promise<string[]> {
  const client = testClient()
  try {
    const found = await client.indices.get({
      index: `${prefix}*`,
      allow_no_indices: true,
      features: ['aliases'],
    })
    return Object.keys(found).sort()
  } finally {
    await client.close()
  }
}

/** Deletes all indexes of a test. */
export async function dropIndexes(prefix: string): Promise<void> {
  if (!/^test-[0-9a-f]{10}/.test(prefix)) throw new Error(`expected a test's prefix, got ${prefix}`)
  const names = await listIndexes(prefix)
  const client = testClient()
  try {
    const hidden = [stateIndex(prefix), memoryIndex(prefix), insightsIndex(prefix)]
    await client.indices.delete({ index: [...names, ...hidden], ignore_unavailable: true })
  } finally {
    await client.close()
  }
}
