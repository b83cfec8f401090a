import { type Client, errors } from '@elastic/elasticsearch'
import { readStateBody } from './mappings.ts'
import { TIMEOUTS, within } from './timeouts.ts'

/** The index for data that belongs to no generation: the lock of a reindex, and the tombstones of deleted documents. */
export function stateIndex(prefix: string): string {
  return `${prefix}-state`
}

/** Creates the state index unless it exists. */
export async function ensureStateIndex(client: Client, prefix: string): Promise<void> {
  const index = stateIndex(prefix)
  const options = within(TIMEOUTS.large)
  if (await client.indices.exists({ index }, options)) return
  await client.indices.create({ index, ...readStateBody() }, options).catch((error: unknown) => {
    if (!hasType(error, 'resource_already_exists_exception')) throw error
  })
}

/** Whether Elasticsearch refused with an error of this type. */
function hasType(error: unknown, type: string): boolean {
  return error instanceof errors.ResponseError && error.body?.error?.type === type
}
