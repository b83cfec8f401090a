import type { Client } from '@elastic/elasticsearch'
import { UnavailableError } from '../core/errors.ts'
import { textHash } from '../core/hash.ts'
import { aliasNames } from './aliases.ts'
import { KINDS } from './mappings.ts'
import { once, TIMEOUTS } from './timeouts.ts'

/**
 * The present state of a blog's indexes as an id. The id changes with every swap of aliases, with every write, and
 * again when that write becomes searchable. An answer made under an id is right until the id changes. Throws the
 * client's errors, and an UnavailableError if shards are not available, as when Elasticsearch starts.
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
    once(TIMEOUTS.probe, signal),
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
