import type { Client } from '@elastic/elasticsearch'
import type { Embedder } from './embedder.ts'
import { installedModel, startModels } from './installed.ts'
import type { Model } from './model.ts'
import { PostVectors } from './post-vectors.ts'
import { VectorMemory } from './vector-memory.ts'

/** What makes the vectors of posts, with its memory. */
export type OpenVectors = {
  vectors: PostVectors
  memory: VectorMemory
  close(): Promise<void>
}

type Settings = { meaningModel?: string; indexPrefix: string; language: string }

/** Opens what makes the vectors of a blog's posts; undefined if no model is installed. Its processes start with the first post. */
export function openVectors(client: Client, settings: Settings): OpenVectors | undefined {
  const model = installedModel(settings)
  return model && vectorsBy(client, settings, model, startModels(model))
}

/** The same with given embedders. */
export function vectorsBy(
  client: Client,
  { indexPrefix, language }: Settings,
  model: Model,
  embedders: readonly Embedder[],
): OpenVectors {
  const memory = new VectorMemory(client, indexPrefix, model)
  return {
    memory,
    vectors: new PostVectors({ model, embedders, memory, blogLanguage: language }),
    close: async () => {
      await Promise.all(embedders.map((embedder) => embedder.close()))
    },
  }
}
