import { once } from 'node:events'
import { VERSION } from '../core/package.ts'
import { watchGeneration } from '../elastic/generation-watch.ts'
import { createMemory } from './cache/memory.ts'
import type { Context } from './context.ts'
import { warnOfExposure } from './exposure-log.ts'
import { readinessOf } from './http/health.ts'
import { createGuard } from './overload/guard.ts'

/** How often the indexes are looked at, whatever happens. */
const LOOK_MS = 10_000

/** Serves until `stopping` aborts and the requests in flight are answered. */
export async function serve(ctx: Context, stopping: AbortSignal): Promise<void> {
  const { config, logger } = ctx
  const { createApp, createMetrics, startServer } = await loadServer()
  const warn = problemLog(ctx, stopping)
  const guard = createGuard(config.searches)
  const generation = watchGeneration(ctx.client, config.indexPrefix, {
    stopping,
    onChange: () => void warn(),
    onAnswer: (answered) => (answered ? guard.breaker.answered() : guard.breaker.unseen()),
  })
  const memory = createMemory(config, ctx.synonyms)
  const metrics = createMetrics(VERSION)
  const served = { ...ctx, generation, memory, guard, metrics }
  const server = await startServer(createApp(served, stopping), {
    ...config.http,
    maxQueryLength: config.maxQueryLength,
  })
  logger.info({ url: server.url }, 'listening')
  const { debug } = config
  if (debug.public && debug.exposed) logger.warn('DEBUG_SEARCH=public: strangers see how searches come about')
  void warn()
  void warnOfExposure(ctx, stopping)
  // A block or a lost shard changes nothing that the watch sees.
  const looking = setInterval(() => void warn(), LOOK_MS)

  if (!stopping.aborted) await once(stopping, 'abort')
  clearInterval(looking)
  logger.info({ graceMs: config.http.shutdownGraceMs }, 'stopping')
  await server.close(config.http.shutdownGraceMs)
  logger.info('stopped')
}

/** Loaded only here: every other command starts faster, and smaller by some 15 MB, without it. */
async function loadServer() {
  const [{ createApp }, { createMetrics }, { startServer }] = await Promise.all([
    import('./http/app.ts'),
    import('./metrics/metrics.ts'),
    import('./http/server.ts'),
  ])
  return { createApp, createMetrics, startServer }
}

/** Logs what is wrong with the indexes and what to do about it, once each time that it is something else. */
function problemLog(ctx: Context, stopping: AbortSignal): () => Promise<void> {
  let before: string | undefined
  return async () => {
    const state = await readinessOf(ctx, stopping)
    const problem = state.ready ? state.warning : state
    if (stopping.aborted || problem?.reason === before) return
    before = problem?.reason
    if (problem === undefined) ctx.logger.info('ready')
    else {
      const { reason, whatToDo } = problem
      ctx.logger.warn({ reason, whatToDo }, state.ready ? 'serves what it can' : 'not ready yet')
    }
  }
}
