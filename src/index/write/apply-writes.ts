import type { Client } from '@elastic/elasticsearch'
import type { Provenance } from '../../content/documents/indexed.ts'
import type { Config } from '../../core/config.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { backendError, describeFault, isPassingFault } from '../../elastic/retry.ts'
import type { Refresh } from './change.ts'
import { areSameGenerations, findGenerations } from './generations.ts'
import { type Placed, type Round, toRounds } from './rounds.ts'
import { readStored } from './stored.ts'
import { findTombstones, keepTombstones, type Tombstone } from './tombstones.ts'
import { versionAfter, type Write, type WriteResult } from './write.ts'
import { writeComments } from './write-comments.ts'
import { writePosts } from './write-posts.ts'

/** The context of writes. */
export type WriteContext = {
  client: Client
  config: Pick<Config, 'indexPrefix' | 'commentFragment' | 'language'>
}

/** The context of writes into one generation. `also` is the live generation, if that is another: a post of a comment may be only there. */
export type Writing = WriteContext & {
  names: IndexNames
  also?: IndexNames
  refresh: Refresh
  tombstones: ReadonlyMap<string, Tombstone>
}

/** A reindex that begins or ends costs one more try. More tries in a row mean that something is wrong. */
const MAX_TRIES = 10

/**
 * Makes writes in the live indexes, and in those that a reindex is loading meanwhile, and returns the result of each. A deleted
 * document takes its comments with it, and the words that only they had. With `refresh` "wait_for", the changes can be found
 * when it returns; deleted documents can never be found then. Throws a BackendError if Elasticsearch is away or has no index
 * of the blog: then each write may be done or not, and it is safe to repeat all.
 */
export async function applyWrites(
  ctx: WriteContext,
  writes: readonly Write[],
  refresh: Refresh = false,
): Promise<WriteResult[]> {
  const results: WriteResult[] = []
  for (const round of toRounds(writes)) {
    const done = await writeRound(ctx, round, refresh).catch(asBackendError)
    for (const [place, result] of done) results[place] = result
  }
  return results
}

/** Turns the client's error while Elasticsearch is away into an UnavailableError: the write is not at fault. */
function asBackendError(cause: unknown): never {
  if (!isPassingFault(cause)) throw cause
  throw backendError(`The writes were not done: ${describeFault(cause)}`, cause)
}

type Results = Map<number, WriteResult>

/** Writes a round into the live and the loading generation, and again if a reindex began or went live meanwhile. */
async function writeRound(ctx: WriteContext, round: Round, refresh: Refresh): Promise<Results> {
  const { client, config } = ctx
  const all = [...round.posts, ...round.comments]
  let generations = await findGenerations(client, config.indexPrefix)
  await keepDeletions(ctx, generations.live, all)
  const tombstones = await findTombstones(client, config.indexPrefix, all.map(asTombstone))
  let first: Results | undefined
  for (let tries = 0; ; tries++) {
    const { live, loading } = generations
    const done = await writeGeneration({ ...ctx, names: live, refresh, tombstones }, round)
    first ??= done
    const failure =
      loading &&
      (await writeGeneration(
        { ...ctx, names: loading, also: live, refresh, tombstones },
        accepted(round, done),
      ).then(
        () => undefined,
        (error: unknown) => ({ error }),
      ))
    const now = await findGenerations(client, config.indexPrefix)
    if (areSameGenerations(now, generations) || tries >= MAX_TRIES) {
      if (failure !== undefined) throw failure.error
      return first
    }
    generations = now
  }
}

/** The writes that the live generation did not refuse. */
function accepted({ posts, comments }: Round, results: Results): Round {
  const isAccepted = ({ place }: Placed) => {
    const result = results.get(place)
    return result !== 'older' && result !== 'no post' && typeof result !== 'object'
  }
  return { posts: posts.filter(isAccepted), comments: comments.filter(isAccepted) }
}

async function writeGeneration(writing: Writing, { posts, comments }: Round): Promise<Results> {
  const written = await writePosts(writing, posts)
  return new Map([...written, ...(await writeComments(writing, comments))])
}

/** Stores a tombstone for each deletion by the API before the deletion, so that no older write brings the document back. */
async function keepDeletions(
  { client, config }: WriteContext,
  live: IndexNames,
  all: readonly Placed[],
): Promise<void> {
  const deletions = all.filter(({ write }) => write.action === 'delete' && write.origin === 'api')
  const stored = await versionsIn(client, live, deletions)
  await keepTombstones(
    client,
    config.indexPrefix,
    deletions.map((placed) => ({
      ...asTombstone(placed),
      versionAfter: (known) => versionAfter(placed.write, known, stored.get(placed.place)),
    })),
  )
}

/** The versions of the documents that are to be deleted, by the places of their writes. */
async function versionsIn(
  client: Client,
  live: IndexNames,
  deletions: readonly Placed[],
): Promise<Map<number, number | undefined>> {
  const versions = new Map<number, number | undefined>()
  for (const kind of ['posts', 'comments'] as const) {
    const own = deletions.filter(({ write }) => write.kind === kind && write.newest)
    const stored = await readStored<Provenance>(
      client,
      live[kind],
      own.map(({ key }) => key),
    )
    for (const { place, key } of own) versions.set(place, stored.get(key)?.source.version)
  }
  return versions
}

function asTombstone({ write, key }: Placed): Pick<Tombstone, 'kind' | 'id'> {
  return { kind: write.kind, id: key }
}
