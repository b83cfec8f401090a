/** Time limits of requests to Elasticsearch, in milliseconds. A reader's search has a limit of its own, ELASTICSEARCH_TIMEOUT_MS. */
export const TIMEOUTS = {
  /** Short requests that somebody waits for, such as whether the indexes exist. */
  probe: 2_000,
  /** Small requests that a command waits for. */
  small: 10_000,
  /** Requests that every node of a cluster takes part in, and reads of many documents. */
  large: 30_000,
  /** Writes of many documents, and refreshes that write the indexing buffer. */
  write: 60_000,
  /** Merging the segments of an index, which reads and writes all of it. */
  merge: 600_000,
} as const

/** Options of a request; `requestTimeout` is in milliseconds. */
export type RequestOptions = { requestTimeout: number; signal?: AbortSignal; maxRetries?: number }

/** Options of a request that ends after so many milliseconds, or when the signal aborts. The client repeats it if it fails. */
export function within(requestTimeout: number, signal?: AbortSignal): RequestOptions {
  return { requestTimeout, ...(signal !== undefined && { signal }) }
}

/** The same, but the request is not repeated: the caller decides what a failure means. */
export function once(requestTimeout: number, signal?: AbortSignal): RequestOptions {
  return { ...within(requestTimeout, signal), maxRetries: 0 }
}
