import { open, readFile } from 'node:fs/promises'
import { percentile } from '../../src/core/metrics.ts'
import type { BenchRun, PartResult } from '../bench-run.ts'
import { mixQueries } from '../blog/mix.ts'
import type { OpenLoad } from '../load/job.ts'
import { startGenerator } from '../load/start-generator.ts'
import { searchPath } from '../run/connection.ts'
import { type IndexedBlog, withIndexedBlog } from '../run/indexed-blog.ts'
import { startService } from '../run/program.ts'
import { figure, type Row } from '../table.ts'
import { queriesOf } from './search.ts'

const FULL = { seconds: 15, warmSeconds: 90, ofKind: 150, queries: 1_500 }
const QUICK = { seconds: 1, warmSeconds: 1, ofKind: 5, queries: 40 }
/** As many as the service searches for at a time. */
const CONNECTIONS = 4
/** Of what it can carry: half is normal; and what comes right after the worst. */
const LOADS = [
  { name: 'half, normal', share: 0.5, part: 1 },
  { name: 'all it can carry', share: 1, part: 1 },
  { name: 'twice', share: 2, part: 1 },
  { name: 'four times', share: 4, part: 1 },
  { name: 'half, the first second after', share: 0.5, part: 0 },
  { name: 'half, then', share: 0.5, part: 1 },
]

/** What was seen from outside, and what the service itself says it took. */
type Seen = { name: string; perSecond: number; outside: OpenLoad; accepted: number[]; refused: number[] }

/** Answers and refusals at up to four times the load that the service can carry, each query another. */
export async function measureOverload(run: BenchRun, elasticsearch: string): Promise<PartResult> {
  const blog = await run.blogs.main()
  return withIndexedBlog(elasticsearch, blog.sources, run.signal, async (indexed) => {
    const plan = run.options.quick ? QUICK : FULL
    const { capacity, seen, pinned } = await measure(run, indexed, plan)
    const notes = [
      `It can carry ${figure(capacity)} searches/s: ${CONNECTIONS} connections, each asking one after the other, after ${plan.warmSeconds} s to warm up. CACHE_MB=0, every query another.`,
      `Load generator: undici, at a steady rate, ${pinned}, busy for ${Math.round(100 * Math.max(...seen.map(({ outside }) => outside.busy)))} % of a processor at most. "in" is what the service itself logs, else from when the request was due.`,
    ]
    const columns = [
      'asked/s',
      'answered/s',
      'refused/s',
      'other',
      'p50 ms',
      'p99 ms',
      'p99 in',
      'refused p99',
      'p99 in',
      'max in',
    ]
    const table = {
      title: `Overload: ${blog.name}`,
      notes,
      columns,
      sections: [{ name: 'load', rows: seen.map(toRow) }],
    }
    return { tables: [table], data: { capacity, seen } }
  })
}

async function measure({ options, signal, folder, say }: BenchRun, indexed: IndexedBlog, plan: typeof FULL) {
  const logFile = `${folder}/overload.log`
  const log = await open(logFile, 'w')
  const service = await startService(indexed.place, { cache: false, signal, logFd: log.fd })
  const generator = await startGenerator(folder, signal)
  try {
    const queries = mixQueries(await queriesOf(indexed, options, plan.ofKind), plan.queries, options.seed)
    const paths = queries.map((q) => [{ path: searchPath(q) }])
    await generator.prepare('different', { url: service.url, queries: paths, order: [...paths.keys()] })
    say(`warming up for ${plan.warmSeconds} s`)
    await generator.run('different', CONNECTIONS, plan.warmSeconds)
    say('what it can carry')
    const { latencies, seconds } = await generator.run('different', CONNECTIONS, plan.seconds)
    const capacity = latencies.length / seconds
    const seen: Seen[] = []
    for (const { name, share, part } of LOADS) {
      say(name)
      const before = (await readFile(logFile)).length
      const perSecond = Math.max(1, share * capacity)
      const outside = await generator.open('different', perSecond, part === 0 ? 1 : plan.seconds)
      seen.push({ name, perSecond, outside, ...insideOf((await readFile(logFile)).subarray(before)) })
    }
    return { capacity, seen, pinned: generator.pinned }
  } finally {
    await generator.stop()
    await service.stop()
    await log.close()
  }
}

/** The milliseconds of answers and of refusals that the service logged. */
function insideOf(log: Buffer): Pick<Seen, 'accepted' | 'refused'> {
  const lines = log.toString().split('\n').filter(Boolean)
  const requests = lines.flatMap((line): { status: number; ms: number }[] => {
    const { status, ms } = JSON.parse(line)
    return typeof status === 'number' ? [{ status, ms }] : []
  })
  const ofStatus = (wanted: number) => requests.flatMap(({ status, ms }) => (status === wanted ? [ms] : []))
  return { accepted: ofStatus(200), refused: ofStatus(503) }
}

function toRow({ name, perSecond, outside, accepted, refused }: Seen): Row {
  const { 200: answers = [], 503: refusals = [], ...others } = outside.byStatus
  const rate = answers.length / outside.seconds
  return {
    label: name,
    bar: rate,
    figures: [
      figure(perSecond),
      figure(rate),
      figure(refusals.length / outside.seconds),
      String(Object.values(others).flat().length),
      figure(percentile(answers, 0.5)),
      figure(percentile(answers, 0.99)),
      figure(percentile(accepted, 0.99)),
      figure(percentile(refusals, 0.99)),
      figure(percentile(refused, 0.99)),
      figure(Math.max(0, ...refused)),
    ],
  }
}
