import type { estypes } from '@elastic/elasticsearch'
import type { Spread } from '../core/config.ts'
import type { Kind } from './mappings.ts'

/** Shards can only be chosen when an index is made. The words stay in one: their index is small, and spellings are weighed in one place. */
export function shardSettings(kind: Kind, { shards }: Spread): estypes.IndicesIndexSettings {
  return { number_of_shards: kind === 'words' ? 1 : shards }
}

/** Copies, as an index has them once it is loaded. */
export function replicaSettings({ replicas }: Spread): estypes.IndicesIndexSettings {
  if (replicas.includes('-')) return { auto_expand_replicas: replicas }
  return { auto_expand_replicas: 'false', number_of_replicas: Number(replicas) }
}
