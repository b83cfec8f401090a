import type { Client } from '@elastic/elasticsearch'
import { messageOf } from '../core/message-of.ts'
import type { Embedder } from './embedder.ts'
import { installedModel, startModel } from './installed.ts'
import type { Model } from './model.ts'
import { type OpenVectors, vectorsBy } from './open-vectors.ts'
import { cosineOf } from './passages.ts'
import { type Outcome, QueryVectors } from './query-vectors.ts'

type Settings = { meaningModel?: string; indexPrefix: string; language: string }
type Options = { waitMs?: number; onOutcome?: (outcome: Outcome) => void }

type QueryVector = { field: string; vector: readonly number[]; unrelated: number }

/** A passage of a post, and how near it is to a query. */
type NearPassage = { passage: string; cosine: number }

/** Searches by meaning: the vectors of queries, and why there are none. */
export type Searching = {
  /** The model; undefined if it cannot be read. */
  model: Model | undefined
  /** Why no vectors are made; undefined if all is well. */
  readonly problem: string | undefined
  /** The vector of a query; undefined if it is not made in time. Never rejects. */
  of(text: string): Promise<QueryVector | undefined>
  /** The nearest passage of each post. Passages that were indexed are remembered. */
  nearest(
    query: QueryVector,
    posts: readonly { title: string; text: string }[],
  ): Promise<(NearPassage | undefined)[]>
  /** Loads the model, so that no search has to wait for that. Never rejects. */
  warmUp(): Promise<void>
  close(): Promise<void>
}

/** Opens the model that is installed, to search with it; undefined if none is. A model that cannot be used is a problem, and no error: words find posts without it. */
export function openSearching(
  client: Client,
  settings: Settings,
  options: Options = {},
): Searching | undefined {
  try {
    const model = installedModel(settings)
    return model && searchingWith(client, settings, { model, embedder: startModel(model), ...options })
  } catch (error) {
    return withoutModel(messageOf(error))
  }
}

/** The same with a given embedder. */
export function searchingWith(
  client: Client,
  settings: Settings,
  { model, embedder, ...options }: Options & { model: Model; embedder: Embedder },
): Searching {
  const queries = new QueryVectors(embedder, model, options)
  const { vectors }: Pick<OpenVectors, 'vectors'> = vectorsBy(client, settings, model, [embedder])
  return {
    model,
    get problem() {
      return embedder.problem
    },
    of: (text) => queries.of(text),
    nearest: async ({ vector }, posts) => {
      const passages = posts.map((post) => vectors.passagesOf(post))
      const made = await vectors.vectorsOf([...new Set(passages.flat())])
      return passages.map((own) =>
        own
          .map((passage) => ({ passage, cosine: cosineOf(vector, made.get(passage) ?? []) }))
          .sort((a, b) => b.cosine - a.cosine)
          .at(0),
      )
    },
    warmUp: () => queries.warmUp(),
    close: () => embedder.close(),
  }
}

function withoutModel(problem: string): Searching {
  const nothing = async () => undefined
  return { model: undefined, problem, of: nothing, nearest: async () => [], warmUp: nothing, close: nothing }
}
