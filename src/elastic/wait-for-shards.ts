import { type Client, errors } from '@elastic/elasticsearch'
import { once } from './timeouts.ts'

const WAIT_MS = 30_000
const ANSWER_MS = 5_000

/**
 * Waits until each shard of the indexes has a copy that serves, at most half a minute. No shard has one while
 * Elasticsearch starts. If the user may not ask, it does not wait.
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
      once(WAIT_MS + ANSWER_MS, signal),
    )
    .catch((error: unknown) => {
      if (!(error instanceof errors.ResponseError) || error.statusCode === undefined) throw error
    })
}
