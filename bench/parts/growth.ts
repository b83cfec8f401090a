import { percentile } from '../../src/core/metrics.ts'
import { seededRandom } from '../../src/core/random.ts'
import type { ReindexReport } from '../../src/index/reindex/report.ts'
import type { BenchRun, PartResult } from '../bench-run.ts'
import { beginnings, KINDS } from '../blog/queries.ts'
import { connect, searchPath, suggestPath } from '../run/connection.ts'
import { type IndexedBlog, withIndexedBlog } from '../run/indexed-blog.ts'
import { type Call, describeWarmUp, measure, WARM_ROUNDS, warmUp } from '../run/interleave.ts'
import { startService } from '../run/program.ts'
import { figure, type Row, type Table } from '../table.ts'
import { queriesOf } from './search.ts'

const SUGGESTION = 'suggestion'
const WHAT = [...KINDS, SUGGESTION] as const

type Cell = { size: number; what: (typeof WHAT)[number] }
type Served = { calls: Call<Cell>[]; close(): Promise<void> }
type Figures = { name: string; unit: string; bySize: number[] }

/** How times, speed and size grow with the blog. All sizes are indexed beside each other, so that one run asks them in turn. */
export async function measureGrowth(run: BenchRun, elasticsearch: string): Promise<PartResult> {
  const { sizes, rounds, seed } = run.options
  return withBlogs(run, elasticsearch, sizes, async (blogs) => {
    const served: Served[] = []
    try {
      for (const [i, blog] of blogs.entries()) served.push(await serve(blog, sizes[i] ?? 0, run))
      const calls = served.flatMap((blog) => blog.calls)
      const settings = { rounds, seed, signal: run.signal }
      const most = WARM_ROUNDS[run.options.quick ? 'quick' : 'full']
      const warm = await warmUp(calls, { ...settings, most })
      run.say(`${describeWarmUp(warm)}; timing ${rounds} x ${calls.length} calls`)
      const times = await measure(calls, settings)
      const figures = [...timesBySize(times, sizes), ...reportsBySize(blogs)]
      const notes = [
        `p50 over HTTP, CACHE_MB=0, sizes and kinds in random order; ${describeWarmUp(warm)}.`,
        `suggestion: ${suggestPath('typ')}, a word's first letters. docs/s: one reindex of each size.`,
      ]
      return { tables: [toTable(figures, sizes, notes)], data: { sizes, warm, figures } }
    } finally {
      for (const { close } of served) await close()
    }
  })
}

/** Indexes a blog of each size; all are there at once. */
async function withBlogs<T>(
  run: BenchRun,
  elasticsearch: string,
  sizes: readonly number[],
  work: (blogs: IndexedBlog[]) => Promise<T>,
): Promise<T> {
  const [size, ...others] = sizes
  if (size === undefined) return work([])
  const { sources } = await run.blogs.generated(size)
  run.say(`indexing ${size} posts`)
  return withIndexedBlog(elasticsearch, sources, run.signal, (blog) =>
    withBlogs(run, elasticsearch, others, (blogs) => work([blog, ...blogs])),
  )
}

async function serve(blog: IndexedBlog, size: number, run: BenchRun): Promise<Served> {
  const queries = await queriesOf(blog, run.options)
  const service = await startService(blog.place, { cache: false, signal: run.signal })
  const connection = connect(service.url)
  const call = (what: Cell['what'], row: Cell, q: string): Call<Cell> => ({
    row,
    async run() {
      await connection.get(what === SUGGESTION ? suggestPath(q) : searchPath(q))
      return undefined
    },
  })
  const typed = beginnings(queries['common word'], seededRandom(run.options.seed))
  const calls = WHAT.flatMap((what) => {
    const row = { size, what }
    return (what === SUGGESTION ? typed : queries[what]).map(({ q }) => call(what, row, q))
  })
  return {
    calls,
    async close() {
      await connection.close()
      await service.stop()
    },
  }
}

function timesBySize(times: ReadonlyMap<Cell, number[]>, sizes: readonly number[]): Figures[] {
  return WHAT.map((what) => ({
    name: what,
    unit: 'ms',
    bySize: sizes.map((size) => {
      const cells = [...times].filter(([cell]) => cell.what === what && cell.size === size)
      return percentile(
        cells.flatMap(([, all]) => all),
        0.5,
      )
    }),
  }))
}

function reportsBySize(blogs: readonly IndexedBlog[]): Figures[] {
  const reports = blogs.map(({ reindexed }) => reindexed.report)
  return [
    { name: 'reindex', unit: 'docs/s', bySize: reports.map((report) => report.documentsPerSecond) },
    { name: 'index', unit: 'KB a post', bySize: reports.map((r) => bytesOf(r) / r.posts.indexed / 1024) },
    { name: 'vocabulary', unit: 'words', bySize: reports.map(({ words }) => words.indexed) },
  ]
}

function bytesOf({ posts, comments, words }: ReindexReport): number {
  return (posts.bytes ?? 0) + (comments.bytes ?? 0) + (words.bytes ?? 0)
}

/** For each figure one line a size, beside that of the smallest. */
function toTable(figures: readonly Figures[], sizes: readonly number[], notes: string[]): Table {
  const sections = figures.map(({ name, unit, bySize }) => {
    const [first = 0] = bySize
    const rows = bySize.map(
      (value, i): Row => ({
        label: `${sizes[i]} posts`,
        figures: [figure(value), figure(value / first)],
        bar: value / first,
      }),
    )
    return { name: `${name} (${unit})`, rows }
  })
  return { title: 'Growth', notes, columns: ['figure', `/ at ${sizes[0]}`], sections }
}
