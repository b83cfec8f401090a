import { setTimeout as sleep } from 'node:timers/promises'
import { exposureProblem, findExposure } from '../elastic/exposure.ts'
import type { CommandContext } from './context.ts'

/** Pause before Elasticsearch is asked again if it does not answer yet. */
const AGAIN_MS = 30_000

/** Logs once if other hosts may use Elasticsearch without a password. Ends when that is known, or `stopping` aborts. */
export async function warnOfExposure(
  { client, config, logger }: Pick<CommandContext, 'client' | 'config' | 'logger'>,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const exposure = await findExposure(client, config.elasticsearch, stopping)
    const problem = exposureProblem(exposure)
    if (problem !== undefined) logger.warn(problem, 'Elasticsearch is open to other hosts')
    if (exposure.open !== undefined) return
    await sleep(AGAIN_MS, undefined, { signal: stopping, ref: false }).catch(() => undefined)
  }
}
