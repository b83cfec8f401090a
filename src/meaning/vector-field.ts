import type { Client, estypes } from '@elastic/elasticsearch'
import { withRetry } from '../elastic/retry.ts'
import { TIMEOUTS, within } from '../elastic/timeouts.ts'
import type { Model } from './model.ts'

/** Posts from which on a graph (HNSW) is built. The decision 30 has the figures: a look at all of 20,000 posts takes 3 ms and finds the nearest 100 for certain, of 100,000 posts some 22 ms, with a graph 2. */
const GRAPH_FROM = 30_000

const PREFIX = 'meaning_'

/** The field of posts for the vectors of a model. Each model has a field of its own, so that vectors of two models are never compared. */
export function vectorField({ fingerprint }: Pick<Model, 'fingerprint'>): string {
  return `${PREFIX}${fingerprint}`
}

/** Whether a field of the posts has vectors. */
export function isVectorField(name: string): boolean {
  return name.startsWith(PREFIX)
}

/** Gives an index of posts, which will have so many of them, the field for vectors of a model. */
export async function addVectorField(
  client: Client,
  index: string,
  { model, dimensions, posts }: { model: Model; dimensions: number; posts: number },
  signal?: AbortSignal,
): Promise<void> {
  const field: estypes.MappingDenseVectorProperty = {
    type: 'dense_vector',
    dims: dimensions,
    similarity: 'cosine',
    index_options: { type: posts < GRAPH_FROM ? 'int8_flat' : 'int8_hnsw' },
    meta: { model: model.name.slice(-50) },
  }
  await withRetry(
    `The mappings of ${index} could not be changed`,
    () =>
      client.indices.putMapping(
        { index, properties: { [vectorField(model)]: field } },
        within(TIMEOUTS.write, signal),
      ),
    { signal },
  )
}

/** The fields for vectors that indexes have, each with the name of its model. */
export function vectorFieldsOf(mappings: estypes.MappingTypeMapping | undefined): Map<string, string> {
  return new Map(
    Object.entries(mappings?.properties ?? {}).flatMap(([name, property]) =>
      isVectorField(name) ? [[name, property.meta?.model ?? 'unknown']] : [],
    ),
  )
}
