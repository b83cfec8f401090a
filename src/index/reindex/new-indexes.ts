import type { Client } from '@elastic/elasticsearch'
import type { ShardLayout } from '../../core/config.ts'
import { BackendError } from '../../core/errors.ts'
import type { Language } from '../../core/language.ts'
import type { IndexNames, LiveIndexes } from '../../elastic/aliases.ts'
import { indexesOf, outdatedIndexes, stampOf } from '../../elastic/generation.ts'
import { KINDS, type Kind, readIndexBody, readIndexFile } from '../../elastic/mappings.ts'
import { refresh } from '../../elastic/refresh.ts'
import {
  backendError,
  DEFAULT_RETRY,
  describeFault,
  type RetryPolicy,
  withRetry,
} from '../../elastic/retry.ts'
import { replicaSettings, shardSettings } from '../../elastic/shard-layout.ts'
import { once, TIMEOUTS, within } from '../../elastic/timeouts.ts'

const ACTIVE_SHARDS = 1

/** While an index is loaded, nobody searches it. Copying a finished index to its replicas is cheaper. */
const WHILE_LOADING = {
  refresh_interval: '-1',
  number_of_replicas: 0,
  auto_expand_replicas: 'false',
} as const

/** Mark in the mappings of an index until it has passed the checks, so that nobody rolls back to a refused index. */
const UNCHECKED = { checked: false } as const

/** Creates the indexes with the mappings of index-mappings for a language, with settings for loading. Without `shardLayout`, the shards are as index-mappings says. */
export async function createIndexes(
  client: Client,
  names: IndexNames,
  {
    language,
    shardLayout,
    signal,
  }: {
    language: Language | undefined
    shardLayout: ShardLayout | undefined
    signal: AbortSignal | undefined
  },
): Promise<void> {
  await forAllKinds(async (kind) => {
    const { settings, mappings } = readIndexBody(kind, language)
    const index = names[kind]
    const answer = await client.indices
      .create(
        {
          index,
          settings: { ...settings, ...(shardLayout && shardSettings(kind, shardLayout)), ...WHILE_LOADING },
          mappings: { ...mappings, _meta: { ...mappings._meta, ...UNCHECKED } },
          wait_for_active_shards: ACTIVE_SHARDS,
          timeout: `${TIMEOUTS.write / 2}ms`,
        },
        once(TIMEOUTS.write, signal),
      )
      .catch((error: unknown) => {
        signal?.throwIfAborted()
        throw backendError(`${index} could not be created: ${describeFault(error)}`, error)
      })
    if (!answer.shards_acknowledged) throw new BackendError(`${index} was created, but no shard of it starts`)
  })
}

/** Runs a task for all kinds at once, which Elasticsearch answers sooner than one after the other. Waits for each to end, so that none goes on after a failure of another. */
async function forAllKinds(task: (kind: Kind) => Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled(KINDS.map(task))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

/** Restores the refresh interval and the replicas of the indexes, and makes all documents visible. */
export async function finishLoading(
  client: Client,
  names: IndexNames,
  { shardLayout, signal }: { shardLayout: ShardLayout | undefined; signal: AbortSignal | undefined },
): Promise<void> {
  const transport = within(TIMEOUTS.write, signal)
  await forAllKinds(async (kind) => {
    const index = names[kind]
    const wanted: Record<string, unknown> = {
      ...readIndexFile(kind).settings,
      ...(shardLayout && replicaSettings(shardLayout)),
    }
    // Null restores Elasticsearch's own default; its types do not mention this.
    const settings = Object.fromEntries(
      Object.keys(WHILE_LOADING).map((name) => [name, wanted[name] ?? null]),
    )
    await withRetry(
      `The settings of ${index} could not be restored`,
      () => client.indices.putSettings({ index, settings }, transport),
      { signal },
    )
    await refresh(client, [index], signal)
  })
}

/** Marks the indexes as having passed all checks: removes the UNCHECKED mark from their mappings. */
export async function markChecked(
  client: Client,
  names: IndexNames,
  signal: AbortSignal | undefined,
): Promise<void> {
  const transport = within(TIMEOUTS.write, signal)
  await forAllKinds(async (kind) => {
    const { _meta } = readIndexFile(kind).mappings
    await withRetry(
      `The mappings of ${names[kind]} could not be changed`,
      () => client.indices.putMapping({ index: names[kind], _meta }, transport),
      { signal },
    )
  })
}

/** The number of documents in an index. Throws a BackendError if a shard does not answer. */
export async function countDocuments(
  client: Client,
  index: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { count, _shards } = await withRetry(
    `${index} could not be counted`,
    () => client.count({ index }, within(TIMEOUTS.write, signal)),
    { signal },
  )
  if (_shards.failed > 0) throw new BackendError(`${index}: ${_shards.failed} shards fail to count`)
  return count
}

/** The number of posts and comments that came by the API. */
export async function countByApi(client: Client, { posts, comments }: IndexNames): Promise<number> {
  const query = { term: { origin: 'api' } }
  const { count } = await client.count({ index: [posts, comments], query }, within(TIMEOUTS.write))
  return count
}

/** The size of an index in bytes without its replicas, or undefined if unknown. Segment statistics are current, while store statistics lag by ten seconds. */
export async function indexBytes(client: Client, index: string): Promise<number | undefined> {
  const answer = await client.indices.segments({ index }, within(TIMEOUTS.write)).catch(() => undefined)
  const shards = answer?.indices[index]?.shards
  if (shards === undefined) return undefined
  return Object.values(shards)
    .flat()
    .filter(({ routing }) => routing.primary)
    .flatMap(({ segments }) => Object.values(segments))
    .reduce((sum, segment) => sum + segment.size_in_bytes, 0)
}

/** Deletes indexes. Throws a BackendError that names them if that fails. */
export async function deleteIndexes(
  client: Client,
  names: readonly string[],
  policy: RetryPolicy = DEFAULT_RETRY,
): Promise<void> {
  if (names.length === 0) return
  await withRetry(
    `${names.join(' and ')} could not be deleted`,
    () => client.indices.delete({ index: [...names], ignore_unavailable: true }, within(TIMEOUTS.write)),
    { policy },
  )
}

/** Deletes the generations that are not kept for a rollback, and returns the names of their indexes. */
export async function deleteOutdated(
  client: Client,
  prefix: string,
  { current, before, keep }: { current: IndexNames; before: readonly string[]; keep: number },
): Promise<string[]> {
  const found = await client.indices.get(
    { index: KINDS.map((kind) => `${prefix}-${kind}-*`), features: ['aliases'], allow_no_indices: true },
    within(TIMEOUTS.write),
  )
  // An index with any alias is in somebody's use.
  const unused = Object.entries(found)
    .filter(([name, { aliases }]) => stampOf(name, prefix) !== undefined && isEmpty(aliases))
    .map(([name]) => name)
  const outdated = outdatedIndexes(unused, prefix, { current, before, keep, now: new Date() })
  await deleteIndexes(client, outdated)
  return outdated
}

/** Deletes the indexes that reindexes left behind, for example when they died. Live indexes are kept. */
export async function deleteAbandoned(
  client: Client,
  prefix: string,
  { stamps, live }: { stamps: readonly string[]; live: LiveIndexes },
): Promise<void> {
  const serving = new Set(Object.values(live).flat())
  for (const stamp of stamps) {
    const names = Object.values(indexesOf(prefix, stamp))
    if (!names.some((name) => serving.has(name))) await deleteIndexes(client, names)
  }
}

function isEmpty(record: object | undefined): boolean {
  return Object.keys(record ?? {}).length === 0
}
