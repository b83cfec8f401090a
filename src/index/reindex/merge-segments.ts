import type { Client } from '@elastic/elasticsearch'
import type { Tally } from '../../content/intake/tally.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { KINDS } from '../../elastic/mappings.ts'
import { describeFault } from '../../elastic/retry.ts'
import { once, TIMEOUTS } from '../../elastic/timeouts.ts'

/** A segment of this many posts is some 3.5 GB. From 5 GB on, Elasticsearch does not merge a segment by itself. */
const DOCUMENTS_A_SEGMENT = 500_000

/**
 * Merges the segments of indexes that were just loaded, since each search reads all of them. Measured on 100,000 posts with
 * 400,000 comments, a search cost 28 ms of Elasticsearch's processor time with 12 segments each, and 22 ms with one. Returns failures as
 * warnings: unmerged indexes are correct too, and Elasticsearch continues a merge that it has begun.
 */
export async function mergeSegments(
  client: Client,
  names: IndexNames,
  { tally, signal }: { tally: Tally; signal: AbortSignal | undefined },
): Promise<string[]> {
  const most = Math.max(...KINDS.map((kind) => tally[kind].indexed))
  const unmerged = (why: string) => [
    `The segments of the new indexes were not merged, so searches take longer: ${why}`,
  ]
  try {
    const { _shards } = await client.indices.forcemerge(
      {
        index: Object.values(names),
        max_num_segments: Math.max(1, Math.ceil(most / DOCUMENTS_A_SEGMENT)),
      },
      once(TIMEOUTS.merge, signal),
    )
    const failed = _shards?.failed ?? 0
    return failed > 0 ? unmerged(`${failed} shards failed`) : []
  } catch (error) {
    signal?.throwIfAborted()
    return unmerged(describeFault(error))
  }
}
