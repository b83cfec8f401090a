import { percentile } from '../../src/core/metrics.ts'
import { seededRandom, shuffled } from '../../src/core/random.ts'
import type { ReindexReport } from '../../src/index/reindex/report.ts'
import type { BenchRun, PartResult } from '../bench-run.ts'
import type { BlogFiles } from '../blog/write-blog.ts'
import { exportDocuments } from '../reindex/exported.ts'
import { nextMessage, startScript } from '../run/children.ts'
import { withFolder } from '../run/elasticsearch.ts'
import { type IndexedBlog, withIndexedBlog } from '../run/indexed-blog.ts'
import { runReindex } from '../run/reindex-process.ts'
import { figure, megabytes, type Row } from '../table.ts'

type Way = 'reindex' | 'bare bulk loop' | 'bare, without words'
type Once = { seconds: number; peak: number }
type Sized = { size: number; documents: number; bytes: number; rounds: number; runs: Record<Way, Once[]> }

const BULK_LOOP = new URL('../reindex/bulk-loop.ts', import.meta.url)
const LIMIT_MS = 60 * 60_000
/** Rounds for blogs up to this size; a larger one takes minutes, and once tells enough. */
const ROUNDS = { count: 3, upTo: 10_000 }

/** How fast a blog is indexed anew, beside nothing but sending the very same documents, and the memory that each takes. */
export async function measureReindex(run: BenchRun, elasticsearch: string): Promise<PartResult> {
  const sized: Sized[] = []
  for (const size of run.options.sizes) {
    const files = await run.blogs.generated(size)
    run.say(`reindexing ${size} posts`)
    sized.push(await measureSize(run, elasticsearch, { size, files }))
  }
  const notes = [
    'reindex: the command in a process of its own, over a blog that is live; its own seconds, without the start of Node.js.',
    'bare: the same documents and words, already converted, same mappings, batches and concurrency, official client, refreshed at the end.',
    'Each size is indexed once before; rounds in random order. Seconds are medians, memory is the most of all rounds.',
  ]
  const sections = sized.map(({ size, documents, bytes, rounds, runs }) => ({
    name: `${size} posts, ${documents} documents, ${megabytes(bytes)} MB, ${rounds} round(s)`,
    rows: WAYS.map((way) => toRow(way, { documents, bytes, runs })),
  }))
  const columns = ['docs/s', 'MB/s', 'seconds', 'docs/s / bare', 'peak MB']
  const tables = [{ title: 'Reindex', notes: [...notes, ...memoryNotes(sized)], columns, sections }]
  return { tables, data: sized }
}

const WAYS: readonly Way[] = ['reindex', 'bare bulk loop', 'bare, without words']

async function measureSize(
  run: BenchRun,
  elasticsearch: string,
  { size, files }: { size: number; files: BlogFiles },
): Promise<Sized> {
  const { signal, options } = run
  const rounds = size > ROUNDS.upTo || options.quick ? 1 : ROUNDS.count
  return withIndexedBlog(elasticsearch, files.sources, signal, (indexed) =>
    withFolder(async (folder) => {
      await exportDocuments(indexed.ctx.client, indexed.place.prefix, { folder, signal })
      const runs: Record<Way, Once[]> = { reindex: [], 'bare bulk loop': [], 'bare, without words': [] }
      const random = seededRandom(options.seed)
      for (let round = 0; round < rounds; round++) {
        for (const way of shuffled(WAYS, random)) {
          runs[way].push(await runOnce(way, indexed, { folder, files, signal }))
        }
      }
      const documents = documentsOf(indexed.reindexed.report)
      return { size, documents, bytes: files.bytes, rounds, runs }
    }),
  )
}

async function runOnce(
  way: Way,
  { place }: IndexedBlog,
  { folder, files, signal }: { folder: string; files: BlogFiles; signal: AbortSignal },
): Promise<Once> {
  if (way === 'reindex') {
    const { report, peak } = await runReindex(place, files.sources, signal)
    if (!report.swapped) throw new Error(report.reasons.join('\n'))
    return { seconds: report.seconds, peak }
  }
  const kinds = way === 'bare bulk loop' ? ['posts', 'comments', 'words'] : ['posts', 'comments']
  const child = await startScript(BULK_LOOP, [place.elasticsearch, `${place.prefix}-bare`, folder, ...kinds])
  try {
    return await nextMessage<Once>(child, { timeoutMs: LIMIT_MS, signal })
  } finally {
    await child.stop()
  }
}

function documentsOf({ posts, comments }: ReindexReport): number {
  return posts.indexed + comments.indexed
}

function secondsOf(runs: readonly Once[]): number {
  return percentile(
    runs.map(({ seconds }) => seconds),
    0.5,
  )
}

function peakOf(runs: readonly Once[]): number {
  return Math.max(...runs.map(({ peak }) => peak))
}

function toRow(way: Way, { documents, bytes, runs }: Pick<Sized, 'documents' | 'bytes' | 'runs'>): Row {
  const seconds = secondsOf(runs[way])
  const rate = documents / seconds
  const beside = secondsOf(runs['bare bulk loop']) / seconds
  return {
    label: way,
    bar: rate,
    figures: [
      figure(rate),
      megabytes(bytes / seconds),
      figure(seconds),
      figure(beside),
      megabytes(peakOf(runs[way])),
    ],
  }
}

/** How the memory of a reindex grows from each size to the next. */
function memoryNotes(sized: readonly Sized[]): string[] {
  return sized.flatMap((after, i) => {
    const before = sized[i - 1]
    if (before === undefined) return []
    const ratio = peakOf(after.runs.reindex) / peakOf(before.runs.reindex)
    return [
      `Peak memory of a reindex of ${after.size} posts: ${figure(ratio)} times that of ${before.size}, for ${figure(after.bytes / before.bytes)} times the input.`,
    ]
  })
}
