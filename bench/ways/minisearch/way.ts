import { ask, nextMessage, startScript } from '../../run/children.ts'
import type { Place } from '../../run/program.ts'
import type { Way } from '../way.ts'

const PROCESS = new URL('process.ts', import.meta.url)
const INDEXING_MS = 10 * 60_000
const SEARCH_MS = 60_000

type Answer = { ms: number; ids: string[] }

/** MiniSearch on posts and comments: the search alone, without the way to its process and without highlights. */
export async function startMiniSearch({ elasticsearch, prefix }: Place, signal: AbortSignal): Promise<Way> {
  const child = await startScript(PROCESS, [elasticsearch, prefix])
  await nextMessage(child, { timeoutMs: INDEXING_MS, signal })
  return {
    name: 'MiniSearch',
    async ask(q) {
      const { ms, ids } = await ask<Answer>(child, { q }, { timeoutMs: SEARCH_MS, signal })
      return { ms, ids: () => ids }
    },
    close: child.stop,
  }
}
