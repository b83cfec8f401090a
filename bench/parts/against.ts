import { mean, percentile } from '../../src/core/metrics.ts'
import { seededRandom, shuffled } from '../../src/core/random.ts'
import type { BenchRun, PartResult } from '../bench-run.ts'
import { naturalQueries } from '../blog/corpora.ts'
import type { Query } from '../blog/queries.ts'
import { cpuMsOf, pidOfElasticsearch } from '../run/cpu.ts'
import { type IndexedBlog, withIndexedBlog } from '../run/indexed-blog.ts'
import { describeWarmUp, WARM_ROUNDS, warmUp } from '../run/interleave.ts'
import { BUILT, buildIn, type Program } from '../run/program.ts'
import { figure, percents, type Row, type Table } from '../table.ts'
import { compileAll } from '../ways/compile.ts'
import { startWayOf2017 } from '../ways/of-2017/way.ts'
import { startVersion } from '../ways/version.ts'
import { foundShare, type Way } from '../ways/way.ts'
import { queriesOf } from './search.ts'

const THIS = 'this version'
const BEFORE = 'the version before'
/** A version that finds fewer phrases of posts does not do what it is timed for. */
const LEAST_FOUND = 0.9

/** What one way needed for the queries of one kind. Processor times are milliseconds a query: a value for each round. */
type Measured = {
  kind: string
  way: Way
  queries: readonly Query[]
  found: number | undefined
  times: number[]
  elasticsearchMs: number[]
  serviceMs: number[]
}

/** Times the search of this version beside that of another checkout, each on indexes that it made itself, on the same node. */
export async function measureAgainst(run: BenchRun, elasticsearch: string): Promise<PartResult> {
  const { signal, options, say } = run
  const blog = await run.blogs.main()
  say(`building ${options.against}`)
  const theirs = await buildIn(options.against ?? '', signal)
  const index = <T>(program: Program, work: (indexed: IndexedBlog) => Promise<T>) =>
    withIndexedBlog(elasticsearch, blog.sources, signal, work, program)
  return index(BUILT, (now) =>
    index(theirs, async (before) => {
      const ways: Way[] = []
      try {
        ways.push(await startVersion(THIS, { place: now.place, program: BUILT }, signal))
        ways.push(await startVersion(BEFORE, { place: before.place, program: theirs }, signal))
        ways.push(await startWayOf2017({ client: now.ctx.client, ...now.place }, signal))
        return await compareWays(ways, { run, indexed: now, blog: blog.name })
      } finally {
        for (const way of ways) await way.close()
      }
    }),
  )
}

async function compareWays(
  ways: readonly Way[],
  { run, indexed, blog }: { run: BenchRun; indexed: IndexedBlog; blog: string },
): Promise<PartResult> {
  const { options, say, signal } = run
  const kinds = { ...(await queriesOf(indexed, options)), ...(await naturalQueries(blog, options.queries)) }
  say('checking the answers of all ways before they are timed')
  const cells: Measured[] = []
  for (const [kind, queries] of Object.entries(kinds)) {
    for (const way of ways) cells.push(await checked({ kind, way, queries }))
  }
  const asked = Object.values(kinds).flat()
  const compiling = await compileAll(ways, asked, run)
  const calls = cells.flatMap((cell) =>
    cell.queries.map(({ q }) => ({ row: cell, run: async () => (await cell.way.ask(q)).ms })),
  )
  const most = WARM_ROUNDS[options.quick ? 'quick' : 'full']
  const warm = await warmUp(calls, { seed: options.seed, signal, most })
  const elasticsearchPid = await pidOfElasticsearch(indexed.ctx.client)
  const random = seededRandom(options.seed)
  for (let round = 1; round <= options.rounds; round++) {
    say(`round ${round} of ${options.rounds}`)
    for (const cell of shuffled(cells, random)) await timeOnce(cell, { elasticsearchPid, random, signal })
  }
  const { posts, comments } = indexed.reindexed.report
  const title = `Search against ${options.against}: ${blog}, ${posts.indexed} posts with ${comments.indexed} comments, one connection`
  const notes = [
    `Queries of a kind: ${options.queries} at most, each ${options.rounds} times; every round has all kinds and versions in random order, the queries of a kind in a row; ${describeWarmUp(warm)}, and before by ${compiling} calls each.`,
    `Both versions run as in production, but with CACHE_MB=0, each on indexes of its own. CPU: processor time a query, Elasticsearch's ${elasticsearchPid === undefined ? 'unknown, since it is not one node on this machine' : 'and the service’s, in steps of 10 ms for all queries of a kind'}.`,
    `x: the times of the line divided by those of ${THIS}, of the medians and of Elasticsearch's processor time. finds: queries whose post is among those shown.`,
  ]
  const data = cells.map(({ way, queries, ...others }) => ({
    ...others,
    way: way.name,
    queries: queries.length,
  }))
  return { tables: [toTable(cells, title, notes)], data: { blog: title, warm, measured: data } }
}

/** Asks all queries twice before they are timed. Throws if the answers differ, or phrases that posts have are not found. */
async function checked({
  kind,
  way,
  queries,
}: Pick<Measured, 'kind' | 'way' | 'queries'>): Promise<Measured> {
  for (const { q } of queries) {
    const [first, second] = [await way.ask(q), await way.ask(q)]
    if (first.ids?.().join('\n') !== second.ids?.().join('\n')) {
      throw new Error(`${way.name}: two answers to ${JSON.stringify(q)} differ`)
    }
  }
  const found = await foundShare(way, queries)
  const isVersion = way.name === THIS || way.name === BEFORE
  if (isVersion && kind === 'correct phrase' && (found ?? 0) < LEAST_FOUND) {
    throw new Error(`${way.name}: expected to find the phrases of posts, found ${percents(found)}`)
  }
  return { kind, way, queries, found, times: [], elasticsearchMs: [], serviceMs: [] }
}

async function timeOnce(
  { way, queries, times, elasticsearchMs, serviceMs }: Measured,
  {
    elasticsearchPid,
    random,
    signal,
  }: { elasticsearchPid: number | undefined; random: () => number; signal: AbortSignal },
): Promise<void> {
  const used = () => Promise.all([cpuMsOf(elasticsearchPid), cpuMsOf(way.pid)])
  const [elasticsearchBefore, serviceBefore] = await used()
  for (const { q } of shuffled(queries, random)) {
    signal.throwIfAborted()
    const started = performance.now()
    await way.ask(q)
    times.push(performance.now() - started)
  }
  const [elasticsearchAfter, serviceAfter] = await used()
  elasticsearchMs.push((elasticsearchAfter - elasticsearchBefore) / queries.length)
  serviceMs.push((serviceAfter - serviceBefore) / queries.length)
}

function toTable(cells: readonly Measured[], title: string, notes: string[]): Table {
  const kinds = [...new Set(cells.map(({ kind }) => kind))]
  const sections = kinds.map((kind) =>
    toSection(
      kind,
      cells.filter((cell) => cell.kind === kind),
    ),
  )
  const columns = ['p50 ms', 'p99 ms', 'x', 'ES CPU ms', 'x', 'service CPU ms', 'finds', 'samples']
  return { title, notes, columns, sections: [...sections, toSection('all kinds', together(cells))] }
}

type Line = Pick<Measured, 'way' | 'found' | 'times' | 'elasticsearchMs' | 'serviceMs'>

function together(cells: readonly Measured[]): Line[] {
  return [...new Set(cells.map(({ way }) => way))].map((way) => {
    const ofWay = cells.filter((cell) => cell.way === way)
    return {
      way,
      found: undefined,
      times: ofWay.flatMap(({ times }) => times),
      elasticsearchMs: ofWay.flatMap((cell) => cell.elasticsearchMs),
      serviceMs: ofWay.flatMap((cell) => cell.serviceMs),
    }
  })
}

function toSection(name: string, lines: readonly Line[]): Table['sections'][number] {
  const first = lines.find(({ way }) => way.name === THIS)
  return { name, rows: lines.map((line) => toRow(line, first)) }
}

function toRow(line: Line, first: Line | undefined): Row {
  const median = percentile(line.times, 0.5)
  const elasticsearchMs = mean(line.elasticsearchMs)
  const figures = [
    figure(median),
    figure(percentile(line.times, 0.99)),
    figure(median / percentile(first?.times ?? [], 0.5)),
    figure(elasticsearchMs),
    figure(elasticsearchMs / mean(first?.elasticsearchMs ?? [])),
    figure(mean(line.serviceMs)),
    percents(line.found),
    String(line.times.length),
  ]
  return { label: line.way.name, figures, bar: median }
}
