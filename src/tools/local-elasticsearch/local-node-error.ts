/** The local Elasticsearch cannot be started, stopped or assembled. The message says what was tried and what to do. */
export class LocalNodeError extends Error {
  override name = 'LocalNodeError' as const
}
