import { once } from 'node:events'
import { VERSION } from '../core/package.ts'
import { watchGeneration } from '../elastic/generation-watch.ts'
import { openSearching } from '../meaning/searching.ts'
import { type ApiKeys, openApiKeys } from './auth/api-keys.ts'
import { createMemory } from './cache/memory.ts'
import type { CommandContext } from './context.ts'
import { watchCuration, withCuration } from './curation/watch-curation.ts'
import { warnOfExposure } from './exposure-log.ts'
import { readinessOf } from './http/health.ts'
import { startInsights } from './insights/start-insights.ts'
import { keepVectors } from './meaning/keep-vectors.ts'
import { createGuard } from './overload/guard.ts'

/** How often the indexes are checked, even without a change. */
const LOOK_MS = 10_000

/** Serves until `stopping` aborts and the requests in flight are answered. `onListening` gets the address once it answers. */
export async function serve(
  ctx: CommandContext,
  stopping: AbortSignal,
  onListening: (url: string) => void = () => undefined,
): Promise<void> {
  const { config, logger } = ctx
  const { createApp, createMetrics, startServer } = await loadServer()
  const logProblem = problemLog(() => served, stopping)
  let isListening = false
  // A port that is taken is the first thing to be told, and ends it all.
  const warn = async () => {
    if (isListening) await logProblem()
  }
  const guard = createGuard(config.searches)
  const curation = await watchCuration(ctx, stopping)
  const watched = watchGeneration(ctx.client, config.indexPrefix, {
    stopping,
    onChange: () => {
      void warn()
      keeping?.changed()
    },
    onAnswer: (answered) => (answered ? guard.breaker.answered() : guard.breaker.unseen()),
  })
  const generation = withCuration(watched, curation)
  const memory = createMemory(config, ctx.synonyms)
  const metrics = createMetrics(VERSION)
  const apiKeys = openKeys(ctx)
  const meaning = openSearching(ctx.client, config, { onOutcome: metrics.meaning })
  const insights = startInsights(ctx, stopping)
  const served = {
    ...ctx,
    curation,
    apiKeys,
    generation,
    memory,
    guard,
    metrics,
    meaning,
    insights: insights.counting,
  }
  const server = await startServer(createApp(served, stopping), {
    ...config.http,
    maxQueryLength: config.maxQueryLength,
  })
  isListening = true
  void meaning?.warmUp()
  const keeping = meaning?.model && keepVectors(served, meaning.model, stopping)
  logger.info({ url: server.url }, 'listening')
  onListening(server.url)
  const { debug } = config
  if (debug.public && debug.exposed) logger.warn('DEBUG_SEARCH=public: strangers see how searches come about')
  void warn()
  void warnOfExposure(ctx, stopping)
  // The watch does not notice a block or a lost shard.
  const looking = setInterval(() => void warn(), LOOK_MS)

  if (!stopping.aborted) await once(stopping, 'abort')
  clearInterval(looking)
  logger.info({ graceMs: config.http.shutdownGraceMs }, 'stopping')
  await server.close(config.http.shutdownGraceMs)
  await meaning?.close()
  await keeping?.ended
  await insights.finish()
  logger.info('stopped')
}

/** The keys of the settings' file. No key is valid while the file is wrong, and the log says so. */
function openKeys({ config, logger }: CommandContext): ApiKeys | undefined {
  if (config.apiKeysFile === undefined) return undefined
  return openApiKeys(config.apiKeysFile, (error) =>
    logger.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'no key is valid now'),
  )
}

/** Loads the server only here: without it, other commands start faster and take some 15 MB less. */
async function loadServer() {
  const [{ createApp }, { createMetrics }, { startServer }] = await Promise.all([
    import('./http/app.ts'),
    import('./metrics/metrics.ts'),
    import('./http/server.ts'),
  ])
  return { createApp, createMetrics, startServer }
}

/** Logs the problem of the indexes and what to do about it, once for each new problem. */
function problemLog(context: () => CommandContext, stopping: AbortSignal): () => Promise<void> {
  let before: string | undefined
  return async () => {
    const ctx = context()
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
