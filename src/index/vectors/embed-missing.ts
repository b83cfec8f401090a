import type { Client, estypes } from '@elastic/elasticsearch'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import type { Query } from '../../elastic/request-types.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'
import type { Model } from '../../meaning/model.ts'
import { isTrainedOn } from '../../meaning/model.ts'
import type { PostVectors } from '../../meaning/post-vectors.ts'
import { vectorField, vectorFieldsOf } from '../../meaning/vector-field.ts'
import { toReadable } from './with-vectors.ts'

/** Posts that are embedded and written at a time. */
const BATCH = 32
/** A post that changes all the time is left to the next call. */
const MAX_ROUNDS = 3

type Embedding = {
  client: Client
  vectors: PostVectors
  blogLanguage: string
  signal?: AbortSignal | undefined
  /** Whether posts that were just written count, which a search does not find yet. */
  fresh: boolean
}

/** Embeds the posts of an index that have no vector, such as those that came by the API. Returns how many got one. Nothing is done in an index that was made for another model. `begin` is called where there is something to do. */
export async function embedMissing(
  embedding: Embedding,
  index: string,
  begin: () => Promise<void> = async () => undefined,
): Promise<number> {
  const { client, vectors, signal } = embedding
  const mappings = await client.indices.getMapping(
    { index, ignore_unavailable: true },
    within(TIMEOUTS.large, signal),
  )
  const field = vectorField(vectors.model)
  const names = Object.keys(mappings).filter((name) => vectorFieldsOf(mappings[name]?.mappings).has(field))
  if (names.length > 0) await begin()
  let embedded = 0
  for (const name of names) {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const done = await embedRound(embedding, name)
      embedded += done.written
      if (done.conflicts === 0) break
    }
  }
  return embedded
}

/** Embeds all posts without a vector, in the order of their ids. */
async function embedRound(
  embedding: Embedding,
  index: string,
): Promise<{ written: number; conflicts: number }> {
  const { client, vectors, blogLanguage, signal, fresh } = embedding
  if (fresh) await client.indices.refresh({ index }, within(TIMEOUTS.write, signal))
  const total = { written: 0, conflicts: 0 }
  let after: estypes.SortResults | undefined
  for (;;) {
    const { hits } = await client.search<IndexedPost>(
      {
        index,
        query: missing(vectors.model, blogLanguage),
        size: BATCH,
        sort: [{ id: 'asc' }],
        seq_no_primary_term: true,
        track_total_hits: false,
        _source: ['title', 'text', 'language'],
        ...(after !== undefined && { search_after: after }),
      },
      within(TIMEOUTS.large, signal),
    )
    if (hits.hits.length === 0) break
    after = hits.hits.at(-1)?.sort
    const { written, conflicts } = await embedHits(embedding, index, hits.hits)
    total.written += written
    total.conflicts += conflicts
  }
  if (total.written > 0) await client.indices.refresh({ index }, within(TIMEOUTS.write, signal))
  return total
}

type Hits = readonly estypes.SearchHit<IndexedPost>[]

async function embedHits({ client, vectors, signal }: Embedding, index: string, hits: Hits) {
  const posts = hits.flatMap(({ _source }) => (_source === undefined ? [] : [toReadable(_source)]))
  const made = await vectors.of(posts, signal)
  const operations = hits.flatMap(({ _id = '', _seq_no, _primary_term }, i) => [
    // A post that changed meanwhile is embedded in the next round.
    { update: { _id, if_seq_no: _seq_no, if_primary_term: _primary_term } },
    { doc: { [vectorField(vectors.model)]: made[i] } },
  ])
  const { items } = await client.bulk({ index, operations }, within(TIMEOUTS.write, signal))
  const conflicts = items.filter(({ update }) => update?.status === 409).length
  const written = items.filter(({ update }) => update?.error === undefined).length
  return { written, conflicts }
}

/** Posts without a vector, in a language of the model. */
function missing(model: Model, blogLanguage: string): Query {
  const lacks: Query = { bool: { must_not: [{ exists: { field: vectorField(model) } }] } }
  if (model.languages === undefined) return lacks
  const inLanguage: Query[] = model.languages.flatMap((language): Query[] => [
    { term: { language } },
    { prefix: { language: `${language}-` } },
  ])
  if (isTrainedOn(model, blogLanguage))
    inLanguage.push({ bool: { must_not: [{ exists: { field: 'language' } }] } })
  return { bool: { filter: [lacks, { bool: { should: inLanguage, minimum_should_match: 1 } }] } }
}
