import { type Client, errors, type estypes } from '@elastic/elasticsearch'
import { TIMEOUTS, within } from './timeouts.ts'

/** Creates an index that belongs to no generation, unless it exists. */
export async function ensureIndex(
  client: Client,
  index: string,
  readBody: () => Pick<estypes.IndicesCreateRequest, 'settings' | 'mappings'>,
): Promise<void> {
  const options = within(TIMEOUTS.large)
  if (await client.indices.exists({ index }, options)) return
  await client.indices.create({ index, ...readBody() }, options).catch((error: unknown) => {
    if (!hasType(error, 'resource_already_exists_exception')) throw error
  })
}

/** Whether Elasticsearch refused with an error of this type. */
function hasType(error: unknown, type: string): boolean {
  return error instanceof errors.ResponseError && error.body?.error?.type === type
}
