import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom, shuffled } from '../../src/core/random.ts'
import { aliasNames } from '../../src/elastic/aliases.ts'
import { refresh } from '../../src/elastic/refresh.ts'
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

/** Queries of each kind that all are made of: enough that few come again with another word behind them, which nobody would ask. */
const FULL = { ofKind: 400, different: 1_500 }
const QUICK = { ofKind: 5, different: 40 }
/** Draws of a mix: more than any slice asks. */
const DRAWS = 50_000
/** The service looks twice a second whether the blog has changed. */
const SEEN_MS = 1_200
const HEALTH = '/healthz'
/** The lightest of all requests: what Node.js and Express need for any. */
export const HEALTH_TARGET = `service, ${HEALTH}`

/** The same blog indexed twice: what is remembered of the one that changes is forgotten again and again. */
export type TwoBlogs = { steady: IndexedBlog; changing: IndexedBlog }

/** Starts services and load generator, and prepares what is asked, the mix in another order for each of its slices. */
export async function openTargets(blogs: TwoBlogs, run: BenchRun, slices: number): Promise<Targets> {
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
      uncached: await start(startService(blogs.steady.place, { cache: false, signal })),
      cached: await start(startService(blogs.changing.place, { cache: true, signal })),
    }
    const generator = await start(startGenerator(folder, signal))
    say('recording the requests of all queries')
    const sizes = run.options.quick ? QUICK : FULL
    const kinds = await queriesOf(blogs.steady, run.options, sizes.ofKind)
    const queries = mixQueries(kinds, sizes.different, run.options.seed)
    const list = await makeTargets(blogs, generator, services, { queries, mixes: slices + 1 })
    const notes = [
      `Load generator: undici, one query after the other on each connection, in a process of its own, ${generator.pinned}.`,
      `different: ${queries.length} queries in turn, service with CACHE_MB=0; raw sends the same bodies to Elasticsearch, those of one query after each other.`,
      "mix: these queries by Zipf's law, others often in each slice, with nothing remembered when it begins.",
    ]
    return { list, notes, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function makeTargets(
  { steady, changing }: TwoBlogs,
  generator: Generator,
  { uncached, cached }: { uncached: Service; cached: Service },
  { queries: different, mixes }: { queries: readonly string[]; mixes: number },
): Promise<Target[]> {
  const prepare = (name: string, url: string, queries: Step[][], order = [...queries.keys()]) =>
    generator.prepare(name, { url, queries, order })
  const paths = (queries: readonly string[]) => queries.map((q) => [{ path: searchPath(q) }])
  const raw: Step[][] = []
  const words = createWordMemory()
  for (const q of different) raw.push((await recordSearch(steady.ctx, q, words)).sent)
  await prepare('raw', steady.place.elasticsearch, raw)
  await prepare('different', uncached.url, paths(different))
  await prepare('health', uncached.url, [[{ path: HEALTH }]])
  await prepare('repeated', cached.url, paths(different.slice(0, 1)))
  for (let i = 0; i < mixes; i++) {
    const inOrder = shuffled(different, seededRandom(i))
    await prepare(`mix-${i}`, cached.url, paths(inOrder), zipfPlaces(inOrder.length, DRAWS, i))
  }
  const target = (name: string, set: () => string, service?: Service): Target => ({
    name,
    ...(service !== undefined && { service }),
    run: (connections, seconds, from) => generator.run(set(), connections, seconds, from),
  })
  let slice = 0
  const mix = target('service, mix', () => `mix-${slice++ % mixes}`, cached)
  /** A refresh is a change to whoever remembers. */
  const forget = async () => {
    await refresh(changing.ctx.client, Object.values(aliasNames(changing.place.prefix)))
    await sleep(SEEN_MS)
  }
  return [
    target('raw, different', () => 'raw'),
    target('service, different', () => 'different', uncached),
    { ...mix, run: (...load) => forget().then(() => mix.run(...load)) },
    target('service, one repeated', () => 'repeated', cached),
    target(HEALTH_TARGET, () => 'health', uncached),
  ]
}
