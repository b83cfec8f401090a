import type { Client } from '@elastic/elasticsearch'
import type { Config } from '../../core/config.ts'
import { aliasNames, findLiveIndexes, type LiveIndexes } from '../../elastic/aliases.ts'
import { dateOf, stampOf } from '../../elastic/generation.ts'
import { KINDS, type Kind } from '../../elastic/mappings.ts'
import { once, type RequestOptions, TIMEOUTS } from '../../elastic/timeouts.ts'

/** The possible health of a cluster. */
export const HEALTHS = ['green', 'yellow', 'red'] as const

/** The state of Elasticsearch. Parts that it did not tell are undefined. */
export type BackendState = {
  health: { status: string; nodes: number; unassignedShards: number } | undefined
  indexes:
    | {
        /** The aliases that no index has. */
        missing: string[]
        documents: Partial<Record<Kind, number>>
        generation: { stamp: string; created: Date } | undefined
      }
    | undefined
}

/** Asks for the health of the cluster and for the indexes behind the aliases, in parallel. Never throws. */
export async function readBackendState(
  client: Client,
  { indexPrefix, elasticsearch }: Pick<Config, 'indexPrefix' | 'elasticsearch'>,
): Promise<BackendState> {
  const waitMs = Math.min(elasticsearch.timeoutMs, TIMEOUTS.probe)
  const options = () => once(waitMs, AbortSignal.timeout(waitMs))
  const [health, indexes] = await Promise.all([
    readHealth(client, options()).catch(() => undefined),
    readIndexes(client, indexPrefix, options()).catch(() => undefined),
  ])
  return { health, indexes }
}

async function readHealth(client: Client, options: RequestOptions): Promise<BackendState['health']> {
  const { status, number_of_nodes, unassigned_shards } = await client.cluster.health({}, options)
  return { status: status.toLowerCase(), nodes: number_of_nodes, unassignedShards: unassigned_shards }
}

async function readIndexes(
  client: Client,
  prefix: string,
  options: RequestOptions,
): Promise<BackendState['indexes']> {
  const live = await findLiveIndexes(client, aliasNames(prefix), options.signal)
  const found = KINDS.filter((kind) => live[kind].length > 0)
  const stamp = live.posts.map((name) => stampOf(name, prefix)).find((one) => one !== undefined)
  return {
    missing: KINDS.filter((kind) => !found.includes(kind)).map((kind) => `${prefix}-${kind}`),
    documents: found.length === 0 ? {} : await countDocuments(client, live, options),
    generation: stamp === undefined ? undefined : { stamp, created: dateOf(stamp) },
  }
}

async function countDocuments(
  client: Client,
  live: LiveIndexes,
  options: RequestOptions,
): Promise<Partial<Record<Kind, number>>> {
  const found = KINDS.filter((kind) => live[kind].length > 0)
  const { indices = {} } = await client.indices.stats(
    {
      index: found.flatMap((kind) => live[kind]),
      metric: 'docs',
      filter_path: ['indices.*.primaries.docs.count'],
    },
    options,
  )
  const count = (kind: Kind) =>
    live[kind].reduce((sum, name) => sum + (indices[name]?.primaries?.docs?.count ?? 0), 0)
  return Object.fromEntries(found.map((kind) => [kind, count(kind)]))
}
