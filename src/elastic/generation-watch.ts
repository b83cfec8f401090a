import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, errors } from '@elastic/elasticsearch'
import { readGenerationId } from './generation-id.ts'
import { isPassingFault } from './retry.ts'

/** Half a second, since a change must be known within one second. */
const POLL_MS = 500

/** The generation that was known last. Times are of `performance.now()`. */
type SeenGeneration = {
  id: string
  /** When it was first seen. */
  since: number
  /** The time of the last request to which Elasticsearch answered that it is still this one. */
  confirmed: number
}

/** The generation id of a blog's indexes, at most a second old. */
export type GenerationWatch = {
  /** The id; undefined while Elasticsearch does not tell it. */
  readonly current: string | undefined
  /** The last known id, kept while Elasticsearch is away or too busy. Undefined once Elasticsearch says that there is none. */
  readonly lastSeen?: SeenGeneration | undefined
  /** Asks again at once, for example after this process wrote something. */
  refresh(): Promise<void>
}

type WatchOptions = {
  stopping: AbortSignal
  /** Called when the id changes, or when it becomes undefined. */
  onChange?: () => void
  /** Called after each request with whether Elasticsearch answered; an error that is our fault is an answer too. */
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
    // The answer to an earlier request must not replace that to a later one.
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
    // A garbled answer counts as none.
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
