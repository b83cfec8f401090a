import type { BenchRun } from '../bench-run.ts'
import { mixQueries, zipfPlaces } from '../blog/mix.ts'
import type { Load, Step } from '../load/job.ts'
import { type Generator, startGenerator } from '../load/start-generator.ts'
import { searchPath } from '../run/connection.ts'
import type { IndexedBlog } from '../run/indexed-blog.ts'
import { type Service, startService } from '../run/program.ts'
import { createWordMemory, recordSearch } from '../ways/ours.ts'
import { queriesOf } from './search.ts'

/** What a load is put on. */
export type Target = {
  name: string
  /** Whose memory and event loop are looked at. */
  service?: Service
  /** `from`: the query to begin with; without it, the next one. */
  run(connections: number, seconds: number, from?: number): Promise<Load>
}
export type Targets = { list: Target[]; notes: string[]; close(): Promise<void> }

type Pools = { different: string[]; mixes: string[][] }

/** Queries of each kind that all are made of, different queries, and those that one slice of the mix draws from. */
const FULL = { ofKind: 150, different: 1_500, mix: 600 }
const QUICK = { ofKind: 5, different: 40, mix: 30 }
/** Draws of a mix: more than any slice asks. */
const DRAWS = 50_000
const HEALTH = '/healthz'
/** The lightest of all requests: what Node.js and Express need for any. */
export const HEALTH_TARGET = `service, ${HEALTH}`

/** Starts services and load generator, and prepares what is asked. A mix of its own for each of the slices, so that none finds what another left in the cache. */
export async function openTargets(indexed: IndexedBlog, run: BenchRun, slices: number): Promise<Targets> {
  const { signal, folder, say } = run
  const stops: (() => Promise<void>)[] = []
  const close = async () => {
    for (const stop of stops.toReversed()) await stop()
  }
  const start = async <T extends { stop(): Promise<void> }>(starting: Promise<T>) => {
    const started = await starting
    stops.push(started.stop)
    return started
  }
  try {
    const services = {
      uncached: await start(startService(indexed.place, { cache: false, signal })),
      cached: await start(startService(indexed.place, { cache: true, signal })),
    }
    const generator = await start(startGenerator(folder, signal))
    say('recording the requests of all queries')
    const pools = await makePools(indexed, run, slices + 1)
    const list = await makeTargets(indexed, generator, services, pools)
    const notes = [
      `Load generator: undici, one query after the other on each connection, in a process of its own, ${generator.pinned}.`,
      `different: ${pools.different.length} queries in turn, service with CACHE_MB=0; raw sends the same bodies to Elasticsearch, those of one query after each other.`,
      `mix: queries by Zipf's law, ${pools.mixes[0]?.length} others in each slice, none of which the cache has seen.`,
    ]
    return { list, notes, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function makePools(indexed: IndexedBlog, run: BenchRun, mixes: number): Promise<Pools> {
  const sizes = run.options.quick ? QUICK : FULL
  const queries = await queriesOf(indexed, run.options, sizes.ofKind)
  const all = mixQueries(queries, sizes.different + mixes * sizes.mix, run.options.seed)
  const ofMixes = all.slice(sizes.different)
  const size = Math.floor(ofMixes.length / mixes)
  return {
    different: all.slice(0, sizes.different),
    mixes: Array.from({ length: mixes }, (_, i) => ofMixes.slice(i * size, (i + 1) * size)),
  }
}

async function makeTargets(
  { ctx, place }: IndexedBlog,
  generator: Generator,
  { uncached, cached }: { uncached: Service; cached: Service },
  { different, mixes }: Pools,
): Promise<Target[]> {
  const prepare = (name: string, url: string, queries: Step[][], order = [...queries.keys()]) =>
    generator.prepare(name, { url, queries, order })
  const paths = (queries: readonly string[]) => queries.map((q) => [{ path: searchPath(q) }])
  const raw: Step[][] = []
  const words = createWordMemory()
  for (const q of different) raw.push((await recordSearch(ctx, q, words)).sent)
  await prepare('raw', place.elasticsearch, raw)
  await prepare('different', uncached.url, paths(different))
  await prepare('health', uncached.url, [[{ path: HEALTH }]])
  await prepare('repeated', cached.url, paths(different.slice(0, 1)))
  for (const [i, mix] of mixes.entries()) {
    await prepare(`mix-${i}`, cached.url, paths(mix), zipfPlaces(mix.length, DRAWS, i))
  }
  const target = (name: string, set: () => string, service?: Service): Target => ({
    name,
    ...(service !== undefined && { service }),
    run: (connections, seconds, from) => generator.run(set(), connections, seconds, from),
  })
  let slice = 0
  return [
    target('raw, different', () => 'raw'),
    target('service, different', () => 'different', uncached),
    target('service, mix', () => `mix-${slice++ % mixes.length}`, cached),
    target('service, one repeated', () => 'repeated', cached),
    target(HEALTH_TARGET, () => 'health', uncached),
  ]
}
