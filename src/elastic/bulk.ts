import type { Client } from '@elastic/elasticsearch'
import { ErrorLog } from '../core/item-errors.ts'
import { type BatchLimits, type BulkEntry, type BulkItem, DEFAULT_LIMITS, toBatches } from './bulk-batches.ts'
import { createBatch } from './bulk-request.ts'
import { DEFAULT_RETRY, type RetryPolicy } from './retry.ts'

export type BulkOptions = {
  signal?: AbortSignal | undefined
  /** The log of documents that fail; by default a new one. */
  errors?: ErrorLog
  retry?: RetryPolicy
  limits?: BatchLimits
  /** Selects the errors among documents whose id another document in the index has; by default all. */
  taken?: (entries: BulkEntry[]) => Promise<BulkEntry[]>
}

/** Requests at a time. One is prepared and sent while Elasticsearch works on another; more would only queue on a small node. */
const CONCURRENCY = 2

/**
 * Creates the documents in an index. Returns how many of them it has, and the errors of all others, each with place and
 * reason. Documents that Elasticsearch refuses for the moment are sent again. Throws a BackendError if Elasticsearch
 * cannot be reached or refuses whole requests for good, and the signal's reason when the signal aborts.
 */
export async function bulkCreate(
  client: Client,
  index: string,
  items: AsyncIterable<BulkItem>,
  options: BulkOptions = {},
): Promise<{ created: number; errors: ErrorLog }> {
  const errors = options.errors ?? new ErrorLog()
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, ...(options.signal === undefined ? [] : [options.signal])])
  const sending = {
    client,
    index,
    errors,
    signal,
    retry: options.retry ?? DEFAULT_RETRY,
    taken: options.taken ?? (async (entries: BulkEntry[]) => entries),
  }
  const inFlight = new InFlight()
  let created = 0

  const send = async (batch: BulkEntry[]) => {
    // Not `created += await …`, which would lose the counts that other batches add meanwhile.
    const count = await createBatch(sending, batch)
    created += count
  }
  try {
    for await (const batch of toBatches(items, options.limits ?? DEFAULT_LIMITS, errors)) {
      signal.throwIfAborted()
      await inFlight.start(() => send(batch))
    }
    await inFlight.finish()
  } catch (error) {
    stop.abort(error)
    await inFlight.finish().catch(() => undefined)
    options.signal?.throwIfAborted()
    throw error
  }
  return { created, errors }
}

/** Runs a few tasks at a time. The next call after the first failure throws it. */
class InFlight {
  readonly #tasks = new Set<Promise<void>>()
  #failure: { error: unknown } | undefined

  /** Starts a task as soon as there is room for it. */
  async start(task: () => Promise<void>): Promise<void> {
    if (this.#tasks.size >= CONCURRENCY) await Promise.race(this.#tasks)
    this.#throwFailure()
    const running: Promise<void> = task()
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#tasks.delete(running))
    this.#tasks.add(running)
  }

  /** Waits for all tasks. */
  async finish(): Promise<void> {
    await Promise.all(this.#tasks)
    this.#throwFailure()
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error
  }
}
