import type { Client } from '@elastic/elasticsearch'
import { UnavailableError } from '../core/errors.ts'
import { textHash } from '../core/hash.ts'
import { aliasNames } from './aliases.ts'
import { KINDS } from './mappings.ts'

/** Whoever waits longer may as well take what it knows for outdated. */
const TIMEOUT_MS = 2_000

/**
 * What the indexes of a blog are at this moment, as an id that changes with every swap of aliases, every write, and
 * again when that write can be found: an answer that was made under one id is right as long as it lasts. Throws what
 * the client throws, and an UnavailableError while shards are not there, as when Elasticsearch starts.
 */
export async function readGenerationId(
  client: Client,
  prefix: string,
  signal?: AbortSignal,
): Promise<string> {
  const { indices = {} } = await client.indices.stats(
    {
      index: Object.values(aliasNames(prefix)),
      metric: 'refresh',
      level: 'shards',
      expand_wildcards: 'none',
      filter_path: [
        'indices.*.uuid',
        'indices.*.primaries.refresh.external_total',
        'indices.*.shards.*.routing.primary',
        'indices.*.shards.*.seq_no.max_seq_no',
      ],
    },
    { requestTimeout: TIMEOUT_MS, maxRetries: 0, ...(signal !== undefined && { signal }) },
  )
  if (Object.keys(indices).length < KINDS.length) {
    throw new UnavailableError('Not all indexes of the blog have a shard that serves')
  }
  const states = Object.entries(indices).map(([name, { uuid, primaries, shards = {} }]) => {
    const written = Object.entries(shards).map(([number, copies]) => {
      const primary = copies.find((copy) => copy.routing?.primary === true)
      return `${number}:${primary?.seq_no?.max_seq_no ?? ''}`
    })
    return [name, uuid, primaries?.refresh?.external_total ?? '', ...written.sort()].join(' ')
  })
  return textHash(states.sort().join('\n'))
}
