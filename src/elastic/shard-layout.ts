import type { estypes } from '@elastic/elasticsearch'
import type { ShardLayout } from '../core/config.ts'
import type { Kind } from './mappings.ts'

/** The number of shards, which can only be chosen when an index is made. The index of words has one: it is small, and spellings are weighed in one place. */
export function shardSettings(kind: Kind, { shards }: ShardLayout): estypes.IndicesIndexSettings {
  return { number_of_shards: kind === 'words' ? 1 : shards }
}

/** The replicas of an index once it is loaded. */
export function replicaSettings({ replicas }: ShardLayout): estypes.IndicesIndexSettings {
  if (replicas.includes('-')) return { auto_expand_replicas: replicas }
  return { auto_expand_replicas: 'false', number_of_replicas: Number(replicas) }
}
