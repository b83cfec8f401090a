import { randomBytes } from 'node:crypto'
import { readConfig } from '../../src/config.ts'
import { type Context, createContext } from '../../src/context.ts'
import { type Place, programEnvironment } from './program.ts'
import { type Reindexed, runReindex } from './reindex-process.ts'

/** A blog that is indexed for the benchmark. */
export type IndexedBlog = { ctx: Context; place: Place; reindexed: Reindexed }

const TIMEOUT_MS = 60_000

/** A prefix that nobody else has. */
export function newPrefix(): string {
  return `bench-${randomBytes(4).toString('hex')}`
}

/** Indexes files under a prefix of their own, and deletes the indexes afterwards. */
export async function withIndexedBlog<T>(
  elasticsearch: string,
  sources: readonly string[],
  signal: AbortSignal,
  work: (blog: IndexedBlog) => Promise<T>,
): Promise<T> {
  const place = { elasticsearch, prefix: newPrefix() }
  const ctx = contextOf(place)
  try {
    const reindexed = await runReindex(place, sources, signal)
    if (!reindexed.report.swapped) throw new Error(reindexed.report.reasons.join('\n'))
    return await work({ ctx, place, reindexed })
  } finally {
    await dropIndexes(ctx)
    await ctx.client.close()
  }
}

/** What the code of the program works with, here in the benchmark's own process. */
export function contextOf(place: Place): Context {
  return createContext(readConfig({ ...programEnvironment(place), LOG_LEVEL: 'silent' }))
}

/** Deletes all indexes of a prefix, and the template that keeps others from being made. */
export async function dropIndexes({ client, config }: Context): Promise<void> {
  const index = `${config.indexPrefix}-*`
  const options = { requestTimeout: TIMEOUT_MS }
  const found = await client.indices.get(
    { index, features: ['aliases'], allow_no_indices: true, expand_wildcards: ['open', 'hidden'] },
    options,
  )
  const names = Object.keys(found)
  if (names.length > 0) await client.indices.delete({ index: names }, options)
  await client.indices
    .deleteIndexTemplate({ name: `${config.indexPrefix}-*` }, options)
    .catch(() => undefined)
}
