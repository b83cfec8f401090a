import { type Client, errors } from '@elastic/elasticsearch'

const WAIT_MS = 30_000
const ANSWER_MS = 5_000

/**
 * Waits until each shard of indexes has a copy that serves, which none has while Elasticsearch starts; half a minute at
 * most. Where the user may not ask, it does not wait.
 */
export async function waitForShards(
  client: Client,
  indexes: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  if (indexes.length === 0) return
  await client.cluster
    .health(
      { index: [...indexes], wait_for_status: 'yellow', timeout: `${WAIT_MS}ms` },
      { requestTimeout: WAIT_MS + ANSWER_MS, maxRetries: 0, ...(signal !== undefined && { signal }) },
    )
    .catch((error: unknown) => {
      if (!(error instanceof errors.ResponseError) || error.statusCode === undefined) throw error
    })
}
