import type { Client } from '@elastic/elasticsearch'
import { ensureIndex } from './ensure-index.ts'
import { readStateBody } from './mappings.ts'

/** The index for data that belongs to no generation: the lock of a reindex, and the tombstones of deleted documents. */
export function stateIndex(prefix: string): string {
  return `${prefix}-state`
}

/** Creates the state index unless it exists. */
export async function ensureStateIndex(client: Client, prefix: string): Promise<void> {
  await ensureIndex(client, stateIndex(prefix), readStateBody)
}
