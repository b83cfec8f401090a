import type { Client } from '@elastic/elasticsearch'
import { once, TIMEOUTS } from '../../elastic/timeouts.ts'
import { insightsIndex } from './insights-index.ts'

/** Objects of one request: an operation and its document, or a deletion alone. The number is even, so that no pair is parted. */
const CHUNK = 2_000

/** Sends operations, all with a document or all without, to the index of insights. Returns the ids of those that failed, with Elasticsearch's status. Throws the client's errors. */
export async function sendBulk(
  client: Client,
  prefix: string,
  operations: readonly object[],
): Promise<Map<string, number>> {
  const failed = new Map<string, number>()
  for (let i = 0; i < operations.length; i += CHUNK) {
    const { items } = await client.bulk(
      { index: insightsIndex(prefix), operations: operations.slice(i, i + CHUNK) },
      once(TIMEOUTS.small),
    )
    for (const item of items) {
      const [done] = Object.values(item)
      if (done?.error !== undefined) failed.set(String(done._id), done.status)
    }
  }
  return failed
}
