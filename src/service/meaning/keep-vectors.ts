import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@elastic/elasticsearch'
import type { Logger } from 'pino'
import type { Config } from '../../core/config.ts'
import { messageOf } from '../../core/message-of.ts'
import { aliasNames } from '../../elastic/aliases.ts'
import { embedMissing } from '../../index/vectors/embed-missing.ts'
import type { Embedder } from '../../meaning/embedder.ts'
import { startModel } from '../../meaning/installed.ts'
import type { Model } from '../../meaning/model.ts'
import { vectorsBy } from '../../meaning/open-vectors.ts'

/** Writes that come shortly one after another are embedded together. */
const PAUSE_MS = 500
/** Wait after a failure. */
const RETRY_MS = 10_000

type Served = { client: Client; config: Pick<Config, 'indexPrefix' | 'language'>; logger: Logger }

/** Embeds posts that were written without a vector, whenever the content of the indexes changes. */
type Keeping = {
  /** Tells that the content has changed. */
  changed(): void
  /** Fulfilled when nothing is embedded any more, after the signal has aborted. */
  ended: Promise<void>
}

/** Begins to embed posts that lack a vector, until `stopping` aborts. A process runs only while there are any. */
export function keepVectors(
  ctx: Served,
  model: Model,
  stopping: AbortSignal,
  start: (model: Model) => Embedder = startModel,
): Keeping {
  const signal = new Changes()
  const embed = () => embedOnce(ctx, start(model), model, stopping)
  const loop = async () => {
    while (!stopping.aborted) {
      await signal.next()
      await pause(PAUSE_MS, stopping)
      const failure = await embed().catch(messageOf)
      if (failure === undefined || stopping.aborted) continue
      ctx.logger.warn({ reason: failure }, 'posts have no vectors yet')
      await pause(RETRY_MS, stopping)
      signal.tell()
    }
  }
  const changed = () => signal.tell()
  changed()
  stopping.addEventListener('abort', changed, { once: true })
  return { changed, ended: loop() }
}

/** Tells a waiter of changes, several at once. */
class Changes {
  #isTold = false
  #wake: () => void = () => undefined

  tell(): void {
    this.#isTold = true
    this.#wake()
  }

  /** Fulfilled once there was a change since the last call. */
  async next(): Promise<void> {
    if (!this.#isTold) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    this.#isTold = false
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}

async function embedOnce(
  { client, config, logger }: Served,
  embedder: Embedder,
  model: Model,
  signal: AbortSignal,
): Promise<void> {
  const { vectors, memory, close } = vectorsBy(client, config, model, [embedder])
  try {
    const embedding = { client, vectors, blogLanguage: config.language, signal, fresh: false }
    const open = () => memory.open(signal)
    const posts = await embedMissing(embedding, aliasNames(config.indexPrefix).posts, open)
    if (posts > 0) logger.info({ posts }, 'posts have got vectors')
  } finally {
    await close()
  }
}
