import { setTimeout as sleep } from 'node:timers/promises'
import { describeFault } from '../../elastic/retry.ts'
import { createInsights, type Insights, NO_INSIGHTS } from '../../index/insights/insights.ts'
import type { CommandContext } from '../context.ts'

const FLUSH_MS = 60_000
/** How long the end of the service waits for the last counts. */
const FINISH_MS = 5_000

/** Counts what readers look for, if the settings allow it, and writes it each minute until `stopping` aborts. `finish` writes the rest. */
export function startInsights(
  { client, config, logger }: Pick<CommandContext, 'client' | 'config' | 'logger'>,
  stopping: AbortSignal,
  flushMs = FLUSH_MS,
): { counting: Insights; finish(): Promise<void> } {
  if (!config.insights) return { counting: NO_INSIGHTS, finish: async () => undefined }
  const counting = createInsights(client, config.indexPrefix)
  let failing = false
  const tell = (error: unknown) => {
    // The error may hold what was written, so that only its kind is told.
    if (!failing)
      logger.warn({ reason: kindOf(error) }, 'insights cannot be written now; they wait in memory')
    failing = true
  }
  const write = async () => {
    try {
      await counting.flush()
      await counting.tidy()
      failing = false
    } catch (error) {
      tell(error)
    }
  }
  const writing = async () => {
    while (!stopping.aborted) {
      await sleep(flushMs, undefined, { signal: stopping, ref: false }).catch(() => undefined)
      if (!stopping.aborted) await write()
    }
  }
  void writing()
  return {
    counting,
    finish: () => Promise.race([counting.flush().catch(tell), sleep(FINISH_MS, undefined, { ref: false })]),
  }
}

/** What kind of failure it was, without anything that was sent. */
function kindOf(error: unknown): string {
  const [kind = ''] = describeFault(error).split(':')
  return kind
}
