import { type Client, errors } from '@elastic/elasticsearch'
import { readStateBody } from './mappings.ts'

/** Creating an index waits for a cluster to agree. */
const TIMEOUT_MS = 30_000

/** The index of what belongs to no generation: the lock of a reindex, and what was deleted. */
export function stateIndex(prefix: string): string {
  return `${prefix}-state`
}

/** Creates the state index unless it is there. */
export async function ensureStateIndex(client: Client, prefix: string): Promise<void> {
  const index = stateIndex(prefix)
  const options = { requestTimeout: TIMEOUT_MS }
  if (await client.indices.exists({ index }, options)) return
  await client.indices.create({ index, ...readStateBody() }, options).catch((error: unknown) => {
    if (!hasType(error, 'resource_already_exists_exception')) throw error
  })
}

/** Whether Elasticsearch refused with an error of this type. */
export function hasType(error: unknown, type: string): boolean {
  return error instanceof errors.ResponseError && error.body?.error?.type === type
}
