import type { Client } from '@elastic/elasticsearch'
import type { Tally } from '../../content/intake/tally.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { KINDS } from '../../elastic/mappings.ts'
import { describeFault } from '../../elastic/retry.ts'

/** A gigabyte took 17 s. */
const TIMEOUT_MS = 600_000
/** A segment of so many posts is some 3.5 GB; from 5 GB on Elasticsearch merges none by itself. */
const DOCUMENTS_A_SEGMENT = 500_000

/**
 * Merges the segments of indexes that were just loaded, since each search looks through all of them: measured on 100,000 posts with
 * 400,000 comments, it cost Elasticsearch 28 ms of processor with 12 segments each and 22 with one. Returns what went wrong, as a
 * warning: without it the indexes are as right, and what Elasticsearch has begun it goes on with.
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
      { requestTimeout: TIMEOUT_MS, maxRetries: 0, ...(signal !== undefined && { signal }) },
    )
    const failed = _shards?.failed ?? 0
    return failed > 0 ? unmerged(`${failed} shards failed`) : []
  } catch (error) {
    signal?.throwIfAborted()
    return unmerged(describeFault(error))
  }
}
