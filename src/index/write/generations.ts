import { isDeepStrictEqual } from 'node:util'
import type { Client } from '@elastic/elasticsearch'
import { RefusedError } from '../../core/errors.ts'
import { aliasNames, findLiveIndexes, type IndexNames } from '../../elastic/aliases.ts'
import { indexesOf } from '../../elastic/generation.ts'
import { forKinds } from '../../elastic/mappings.ts'
import { readLoading } from '../../elastic/reindex-lock.ts'

/** The targets of writes: the live indexes, and those that a reindex is loading now. */
type Generations = { live: IndexNames; loading: IndexNames | undefined }

/** The current generations. Throws a RefusedError if nothing was indexed yet. */
export async function findGenerations(client: Client, prefix: string): Promise<Generations> {
  const [live, stamp] = await Promise.all([
    findLiveIndexes(client, aliasNames(prefix)),
    readLoading(client, prefix),
  ])
  const loading = stamp === null ? undefined : indexesOf(prefix, stamp)
  return { live: forKinds((kind) => onlyOne(live[kind], `${prefix}-${kind}`)), loading }
}

function onlyOne(indexes: readonly string[], alias: string): string {
  const [index] = indexes
  if (index !== undefined && indexes.length === 1) return index
  throw new RefusedError(
    `${alias}: expected an alias of one index, got ${indexes.join(', ') || 'none'}; run \`blog-search reindex\``,
  )
}

/** Whether a reindex neither began nor went live in between. */
export function areSameGenerations(a: Generations, b: Generations): boolean {
  return isDeepStrictEqual(a, b)
}
