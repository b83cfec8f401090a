import { randomBytes } from 'node:crypto'
import { readConfig } from '../../src/core/config.ts'
import { withRetry } from '../../src/elastic/retry.ts'
import { type CommandContext, createContext } from '../../src/service/context.ts'
import { type Place, type Program, programEnvironment } from './program.ts'
import { type Reindexed, runReindex } from './reindex-process.ts'

/** A blog that is indexed for the benchmark. */
export type IndexedBlog = { ctx: CommandContext; place: Place; reindexed: Reindexed }

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
  program?: Program,
): Promise<T> {
  const place = { elasticsearch, prefix: newPrefix() }
  const ctx = contextOf(place)
  let done = false
  try {
    const reindexed = await runReindex(place, sources, signal, program)
    if (!reindexed.report.swapped) throw new Error(reindexed.report.reasons.join('\n'))
    const result = await work({ ctx, place, reindexed })
    done = true
    return result
  } finally {
    await dropIndexes(ctx).catch((error: unknown) => {
      // What went wrong before says more.
      if (done) throw error
    })
    await ctx.client.close()
  }
}

/** What the code of the program works with, here in the benchmark's own process. */
export function contextOf(place: Place): CommandContext {
  return createContext(readConfig({ ...programEnvironment(place), LOG_LEVEL: 'silent' }))
}

/** Deletes all indexes of a prefix, and the template that keeps others from being made. */
async function dropIndexes({ client, config }: CommandContext): Promise<void> {
  const index = `${config.indexPrefix}-*`
  const options = { requestTimeout: TIMEOUT_MS }
  await withRetry(`The indexes ${index} could not be deleted`, async () => {
    const found = await client.indices.get(
      { index, features: ['aliases'], allow_no_indices: true, expand_wildcards: ['open', 'hidden'] },
      options,
    )
    const names = Object.keys(found)
    if (names.length > 0) await client.indices.delete({ index: names }, options)
  })
  await client.indices.deleteIndexTemplate({ name: index }, options).catch(() => undefined)
}
