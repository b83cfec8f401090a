import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@elastic/elasticsearch'
import { readGenerationId } from './generation-id.ts'

/** Half of the second within which a change has to be known. */
const POLL_MS = 500

/** Knows the generation id of a blog's indexes, at most a second old. */
export type GenerationWatch = {
  /** The id, or undefined while Elasticsearch does not say it. */
  readonly current: string | undefined
  /** Asks anew, as after a write of one's own. */
  refresh(): Promise<void>
}

/** Asks for the generation id twice a second until `stopping` aborts, and tells `onChange` when it is another, or none any more. */
export function watchGeneration(
  client: Client,
  prefix: string,
  { stopping, onChange = () => undefined }: { stopping: AbortSignal; onChange?: () => void },
): GenerationWatch {
  let current: string | undefined
  let asked = 0
  let answered = 0
  const refresh = async () => {
    const turn = ++asked
    const id = await readGenerationId(client, prefix, stopping).catch(() => undefined)
    // What was asked before a write must not undo what was asked after it.
    if (turn < answered) return
    answered = turn
    if (id === current) return
    current = id
    onChange()
  }
  const poll = async () => {
    while (!stopping.aborted) {
      await refresh()
      await sleep(POLL_MS, undefined, { signal: stopping, ref: false }).catch(() => undefined)
    }
  }
  void poll()
  return {
    get current() {
      return current
    },
    refresh,
  }
}
