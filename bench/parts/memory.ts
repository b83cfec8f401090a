import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { anyFreePort } from '../../src/tools/local-elasticsearch/ports.ts'
import type { BenchRun, PartResult } from '../bench-run.ts'
import { mixQueries } from '../blog/mix.ts'
import { startGenerator } from '../load/start-generator.ts'
import { bisect, goDown, smallest } from '../memory/ladder.ts'
import { startNode } from '../memory/node.ts'
import { type Probe, probe, type Trial } from '../memory/probe.ts'
import { contextOf } from '../run/indexed-blog.ts'
import { runReindex } from '../run/reindex-process.ts'
import { figure, megabytes, type Row } from '../table.ts'
import { queriesOf } from './search.ts'

type Blog = { name: string; sources: string[] }

/** Megabytes, falling. */
const HEAPS = [512, 256, 192, 160, 128, 112, 96, 80, 64]
const LARGE_HEAPS = [2048, 1024, 768, 512, 384, 256, 192, 160, 128, 96]
const QUICK_HEAPS = [256, 96]
const FIRST_HEAP = 2048
/** Larger blogs, of which halving finds the smallest heap; those up to the largest size of the run. */
const LARGE = [20_000, 100_000]
const QUERIES = 1_000
const PREFIX = 'blog'
/** So many times as long as with a large heap, at least two minutes. */
const PATIENCE = 6
const LEAST_PATIENCE_MS = 120_000

/** The smallest heap with which Elasticsearch serves a blog and takes a reindex of it, and what is resident then. */
export async function measureMemory(run: BenchRun): Promise<PartResult> {
  const { options, blogs } = run
  const ladder = options.quick ? QUICK_HEAPS : HEAPS
  const largest = options.sizes.at(-1) ?? 0
  const blog = await blogs.main()
  const found = [{ blog: blog.name, probes: await probeBlog(run, blog, (one) => goDown(ladder, one)) }]
  for (const size of LARGE.filter((size) => size <= largest)) {
    const large = await blogs.generated(size)
    const probes = await probeBlog(run, large, (one) => bisect(LARGE_HEAPS, one))
    found.push({ blog: large.name, probes })
  }
  const notes = [
    'Each heap: a node of its own with the blog live, asked by one connection for 10 s to warm up; a reindex of it while 8 connections search, then more queries up to a thousand.',
    'It passes if no query failed, no circuit breaker and no full queue refused a request, and the reindex went live.',
    ...found.flatMap(whyFailed),
  ]
  const columns = ['resident MB', 'peak MB', 'p50 ms', 'queries', 'reindex s', 'passes']
  const sections = found.map(({ blog: name, probes }) => ({
    name: `${name}: ${smallest(probes)?.heap ?? 'no'} MB suffice`,
    rows: probes.map(toRow),
  }))
  return { tables: [{ title: 'Memory of Elasticsearch', notes, columns, sections }], data: found }
}

async function probeBlog(
  run: BenchRun,
  { name, sources }: Blog,
  goThrough: (one: (heap: number) => Promise<Probe>) => Promise<Probe[]>,
): Promise<Probe[]> {
  const { folder, signal, say } = run
  const dataDir = join(folder, 'memory')
  const generator = await startGenerator(folder, signal)
  try {
    const trial = await prepare(run, { dataDir, sources })
    return await goThrough(async (heap) => {
      const probed = await probe({ ...trial, generator }, heap, signal)
      say(`${name}, ${heap} MB: ${probed.passed ? 'passes' : probed.reason}`)
      return probed
    })
  } finally {
    await generator.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Indexes the blog for the first time, with a heap that surely suffices. */
async function prepare(
  { options, signal }: BenchRun,
  { dataDir, sources }: { dataDir: string; sources: string[] },
): Promise<Omit<Trial, 'generator'>> {
  const port = await anyFreePort()
  const node = await startNode({ dataDir, port, heap: FIRST_HEAP }, signal)
  try {
    const place = { elasticsearch: node.url, prefix: PREFIX }
    const { report } = await runReindex(place, sources, signal)
    if (!report.swapped) throw new Error(report.reasons.join('\n'))
    const ctx = contextOf(place)
    const kinds = await queriesOf({ ctx, place }, options).finally(() => ctx.client.close())
    const queries = mixQueries(kinds, QUERIES, options.seed)
    const limitMs = Math.ceil(Math.max(LEAST_PATIENCE_MS, PATIENCE * report.seconds * 1000))
    return { dataDir, port, prefix: PREFIX, sources, queries, limitMs }
  } finally {
    await node.stop()
  }
}

function toRow({ heap, passed, answered, p50, reindexSeconds, resident, peak }: Probe): Row {
  const memory = [megabytes(resident), megabytes(peak)]
  const figures = [...memory, figure(p50), String(answered), figure(reindexSeconds), passed ? 'yes' : 'no']
  return { label: `${heap} MB heap`, figures, bar: resident }
}

function whyFailed({ blog, probes }: { blog: string; probes: readonly Probe[] }): string[] {
  const failed = probes.filter(({ passed }) => !passed)
  return failed.map(({ heap, reason }) => `${blog}, ${heap} MB heap: ${reason}.`)
}
