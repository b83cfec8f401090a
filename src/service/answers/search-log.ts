/** The log fields of a search, beside those of the request. */
export type SearchLog = {
  roundTrips: number
  strategy?: string
  terms?: number
  results?: number
  /** Whether the answer was remembered (`hit`), new (`miss`), shared with the same question at the same time, or a `stale` one that stands in while Elasticsearch cannot answer. */
  cache?: 'hit' | 'miss' | 'shared' | 'stale'
  /** Whether some shards did not answer. */
  partial?: boolean
  /** The query, normalised and without private data; only with LOG_QUERIES. */
  q?: string
}
