import { percentile } from '../../src/core/metrics.ts'
import type { BenchRun, PartResult } from '../bench-run.ts'
import { KINDS, type QueriesByKind, type QueryKind, queriesByKind } from '../blog/queries.ts'
import type { Options } from '../options.ts'
import { type IndexedBlog, withIndexedBlog } from '../run/indexed-blog.ts'
import { type Call, describeWarmUp, measure, WARM_ROUNDS, warmUp } from '../run/interleave.ts'
import { figure, percents, type Row, type Table } from '../table.ts'
import { type OpenWays, openWays } from '../ways/all.ts'
import { compileAll } from '../ways/compile.ts'
import { RAW } from '../ways/layers.ts'
import { foundShare } from '../ways/way.ts'

/** The ways whose own code is large enough to matter. */
const COMPILED = ['search()', 'over HTTP', 'the way of 2017']

/** The times of one way with one kind of query, in milliseconds. */
type Cell = { kind: QueryKind; way: string }
type Line = { way: string; times: number[]; found: number | undefined }
type Timed = Line & Cell & { trips: number | undefined }

/** Times our search in all its layers, beside other ways to search the same blog, by kind of query. */
export async function measureSearch(run: BenchRun, elasticsearch: string): Promise<PartResult> {
  const { options, signal, say } = run
  const blog = await run.blogs.main()
  return withIndexedBlog(elasticsearch, blog.sources, signal, async (indexed) => {
    const ways = await openWays(indexed, run)
    try {
      const queries = await queriesOf(indexed, options)
      say('comparing the answers of all ways before they are timed')
      const { cells, calls } = await prepare(ways, queries)
      const compiling = await compileAll(
        ways.ways.filter(({ name }) => COMPILED.includes(name)),
        KINDS.flatMap((kind) => queries[kind]),
        run,
      )
      const settings = { rounds: options.rounds, seed: options.seed, signal }
      const most = WARM_ROUNDS[run.options.quick ? 'quick' : 'full']
      const warm = await warmUp(calls, { ...settings, most })
      say(`${describeWarmUp(warm)}; timing ${options.rounds} x ${calls.length} calls`)
      const times = await measure(calls, settings)
      const timed = cells.map((cell) => ({ ...cell, times: times.get(cell.key) ?? [] }))
      const { posts, comments } = indexed.reindexed.report
      const title = `Search: ${blog.name}, ${posts.indexed} posts with ${comments.indexed} comments, one connection`
      const notes = [
        `Queries of a kind: ${options.queries} at most, each ${options.rounds} times, all in random order; ${describeWarmUp(warm)}, and before by ${compiling} calls each for ${COMPILED.join(', ')}, to be compiled.`,
        'raw: the bodies that our search sends once it has seen the words, over one kept-alive connection. finds: queries whose post is among those shown.',
        ...ways.notes,
      ]
      return { tables: [toTable(timed, title, notes)], data: { blog: title, warm, timed } }
    } finally {
      await ways.close()
    }
  })
}

/** Queries of each kind for an indexed blog, as many as the options say or `count`. */
export function queriesOf(
  { ctx, place }: Pick<IndexedBlog, 'ctx' | 'place'>,
  { seed, queries }: Options,
  count = queries,
): Promise<QueriesByKind> {
  const { maxQueryLength } = ctx.config
  return queriesByKind({ client: ctx.client, prefix: place.prefix }, { count, seed, maxQueryLength })
}

type Prepared = { cells: (Omit<Timed, 'times'> & { key: Cell })[]; calls: Call<Cell>[] }

/** Asks every query in every way, compares what must be equal, and notes what is found. */
async function prepare({ ways, compare }: OpenWays, queries: QueriesByKind): Promise<Prepared> {
  const prepared: Prepared = { cells: [], calls: [] }
  for (const kind of KINDS) {
    const asked = queries[kind]
    let trips = 0
    for (const { q } of asked) trips += await compare(q)
    for (const way of ways) {
      const key = { kind, way: way.name }
      const found = await foundShare(way, asked)
      prepared.cells.push({ ...key, key, found, trips: way.name === RAW ? trips / asked.length : undefined })
      for (const { q } of asked) prepared.calls.push({ row: key, run: async () => (await way.ask(q)).ms })
    }
  }
  return prepared
}

function toTable(timed: readonly Timed[], title: string, notes: string[]): Table {
  const sections = KINDS.map((kind) => {
    const ofKind = timed.filter((cell) => cell.kind === kind)
    const trips = ofKind.find(({ way }) => way === RAW)?.trips
    return toSection(`${kind} (${figure(trips ?? 0)} round trips)`, ofKind)
  })
  const columns = ['p50 ms', 'p99 ms', 'p50 / raw', 'finds', 'samples']
  return { title, notes, columns, sections: [...sections, toSection('all kinds', together(timed))] }
}

/** The samples of all kinds for each way. */
function together(timed: readonly Timed[]): Line[] {
  const ways = [...new Set(timed.map(({ way }) => way))]
  return ways.map((way) => {
    const times = timed.filter((cell) => cell.way === way).flatMap((cell) => cell.times)
    return { way, times, found: undefined }
  })
}

function toSection(name: string, lines: readonly Line[]): Table['sections'][number] {
  const floor = percentile(lines.find(({ way }) => way === RAW)?.times ?? [], 0.5)
  return { name, rows: lines.map((line) => toRow(line, floor)) }
}

function toRow({ way, times, found }: Line, floor: number): Row {
  const median = percentile(times, 0.5)
  const ratio = figure(median / floor)
  const figures = [
    figure(median),
    figure(percentile(times, 0.99)),
    ratio,
    percents(found),
    String(times.length),
  ]
  return { label: way, figures, bar: median }
}
