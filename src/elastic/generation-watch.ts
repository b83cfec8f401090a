import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, errors } from '@elastic/elasticsearch'
import { readGenerationId } from './generation-id.ts'
import { isPassingFault } from './retry.ts'

/** Half of the second within which a change has to be known. */
const POLL_MS = 500

/** What was last known of a generation. Times are of `performance.now()`. */
export type SeenGeneration = {
  id: string
  /** When it was first seen. */
  since: number
  /** When Elasticsearch was last asked and said that it is still this one. */
  confirmed: number
}

/** Knows the generation id of a blog's indexes, at most a second old. */
export type GenerationWatch = {
  /** The id, or undefined while Elasticsearch does not say it. */
  readonly current: string | undefined
  /** The id that was known last, while Elasticsearch is away or too busy to say it; undefined once it says that there is none. */
  readonly lastSeen?: SeenGeneration | undefined
  /** Asks anew, as after a write of one's own. */
  refresh(): Promise<void>
}

type WatchOptions = {
  stopping: AbortSignal
  /** Told when the id is another, or none any more. */
  onChange?: () => void
  /** Told each time whether Elasticsearch has answered, be it with an error of ours. */
  onAnswer?: (answered: boolean) => void
}

/** Asks for the generation id twice a second until `stopping` aborts. */
export function watchGeneration(
  client: Client,
  prefix: string,
  { stopping, onChange = () => undefined, onAnswer = () => undefined }: WatchOptions,
): GenerationWatch {
  let current: string | undefined
  let lastSeen: SeenGeneration | undefined
  let asked = 0
  let answered = 0
  const refresh = async () => {
    const turn = ++asked
    const started = performance.now()
    const { id, isAway } = await askOnce(client, prefix, stopping)
    if (stopping.aborted) {
      current = undefined
      return
    }
    onAnswer(!isAway)
    // What was asked before a write must not undo what was asked after it.
    if (turn < answered) return
    answered = turn
    if (!isAway) lastSeen = seen(id, started, lastSeen)
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
    get lastSeen() {
      return lastSeen
    },
    refresh,
  }
}

async function askOnce(client: Client, prefix: string, signal: AbortSignal) {
  try {
    return { id: await readGenerationId(client, prefix, signal), isAway: false }
  } catch (error) {
    // A garbled answer is none.
    return { id: undefined, isAway: isPassingFault(error) || !(error instanceof errors.ResponseError) }
  }
}

function seen(
  id: string | undefined,
  at: number,
  before: SeenGeneration | undefined,
): SeenGeneration | undefined {
  return id === undefined ? undefined : { id, since: before?.id === id ? before.since : at, confirmed: at }
}
