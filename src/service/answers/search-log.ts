/** What the log says of a search beside the request. */
export type SearchLog = {
  roundTrips: number
  strategy?: string
  terms?: number
  results?: number
  /** Whether the answer was remembered, shared with somebody who asked the same at the same time, or stands in for one that Elasticsearch could not give. */
  cache?: 'hit' | 'miss' | 'shared' | 'stale'
  /** Whether some shards did not answer. */
  partial?: boolean
  /** Normalised, without what is private; only with LOG_QUERIES. */
  q?: string
}
