import type { Client } from '@elastic/elasticsearch'
import { ensureIndex } from '../../elastic/ensure-index.ts'
import { readInsightsBody } from '../../elastic/mappings.ts'

/** The index of what readers looked for. It belongs to no generation, so that it outlives reindexes and rollbacks. */
export function insightsIndex(prefix: string): string {
  return `${prefix}-insights`
}

/** Creates the index of insights unless it exists. */
export async function ensureInsightsIndex(client: Client, prefix: string): Promise<void> {
  await ensureIndex(client, insightsIndex(prefix), readInsightsBody)
}
