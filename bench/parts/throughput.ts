import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../../src/core/metrics.ts'
import { seededRandom, shuffled } from '../../src/core/random.ts'
import type { BenchRun, PartResult } from '../bench-run.ts'
import type { Load } from '../load/job.ts'
import { withIndexedBlog } from '../run/indexed-blog.ts'
import { figure, megabytes, type Row, type Table } from '../table.ts'
import { HEALTH_TARGET, openTargets, type Target, type Targets, type TwoBlogs } from './throughput-targets.ts'

const LEVELS = [1, 8, 32, 128]
/** A service gets faster for its first five to ten thousand searches, while Node.js compiles it: with 1,500 before, a search took 3.9 ms of processor, with 7,500 it took 2.8. */
const FULL = { rounds: 6, seconds: 2.5, warmSeconds: 40 }
const QUICK = { rounds: 1, seconds: 0.3, warmSeconds: 0.3 }
/** All lines of a round begin with the same query, so that they are asked the same. */
const ROUND_STEP = 250
/** A service that had to refuse takes as many as ever a second after the last. */
const CALM_MS = 1_500
const WARM_CONNECTIONS = 8
/** A load generator that is busier than this measures itself. */
const TOO_BUSY = 0.9

/** What one target did at one number of connections. */
type Measured = {
  target: string
  connections: number
  /** Answers a second in each round. */
  rates: number[]
  /** Milliseconds of processor time that the service took for a request in each round, refused ones included. */
  cpuMs: number[]
  errors: number
  latencies: number[]
  /** Of the slices: the busiest load generator, the longest 99th percentile of the event loop's delay, the most memory. */
  busy: number
  delayMs: number | undefined
  rss: number | undefined
}

/** Requests a second and their latencies at several numbers of connections. */
export async function measureThroughput(run: BenchRun, elasticsearch: string): Promise<PartResult> {
  const { signal, say, options } = run
  const blog = await run.blogs.main()
  const plan = options.quick ? QUICK : FULL
  return withTwoBlogs(elasticsearch, blog.sources, signal, async (blogs) => {
    const targets = await openTargets(blogs, run, LEVELS.length * plan.rounds)
    try {
      say(`warming up every target for ${plan.warmSeconds} s`)
      for (const target of targets.list) await target.run(WARM_CONNECTIONS, plan.warmSeconds)
      const measured = await measureRounds(targets, plan, run)
      const title = `Throughput: ${blog.name}`
      const notes = [
        `${plan.rounds} rounds, in each every line for ${plan.seconds} s, in random order; every target warmed up for ${plan.warmSeconds} s with ${WARM_CONNECTIONS} connections.`,
        'Queries/s, their ratio to raw and the processor time of the service: the median of the rounds, each ratio of one round, whose lines all begin with the same query.',
        ...targets.notes,
        ...busyNotes(measured),
      ]
      const data = measured.map(({ latencies, ...others }) => ({ ...others, answered: latencies.length }))
      return { tables: [toTable(measured, title, notes)], data: { blog: blog.name, plan, measured: data } }
    } finally {
      await targets.close()
    }
  })
}

function withTwoBlogs<T>(
  elasticsearch: string,
  sources: readonly string[],
  signal: AbortSignal,
  work: (blogs: TwoBlogs) => Promise<T>,
): Promise<T> {
  return withIndexedBlog(elasticsearch, sources, signal, (steady) =>
    withIndexedBlog(elasticsearch, sources, signal, (changing) => work({ steady, changing })),
  )
}

async function measureRounds(
  { list }: Targets,
  plan: typeof FULL,
  { options, say, signal }: BenchRun,
): Promise<Measured[]> {
  const lines = list.flatMap((target) =>
    LEVELS.map((connections) => ({ target, measured: emptyOf(target, connections) })),
  )
  const random = seededRandom(options.seed)
  say(`${plan.rounds} rounds of ${lines.length} lines, ${plan.seconds} s each`)
  for (let round = 0; round < plan.rounds; round++) {
    for (const { target, measured } of shuffled(lines, random)) {
      signal.throwIfAborted()
      const load = await addSlice(measured, target, { seconds: plan.seconds, from: round * ROUND_STEP })
      if (load.errors > 0) await sleep(CALM_MS)
    }
  }
  return lines.map(({ measured }) => measured)
}

function emptyOf({ name, service }: Target, connections: number): Measured {
  const ofService = service === undefined ? undefined : 0
  const zero = { errors: 0, busy: 0, delayMs: ofService, rss: ofService }
  return { target: name, connections, rates: [], cpuMs: [], latencies: [], ...zero }
}

async function addSlice(
  sum: Measured,
  target: Target,
  { seconds, from }: { seconds: number; from: number },
): Promise<Load> {
  const before = await target.service?.usage('reset')
  const load = await target.run(sum.connections, seconds, from)
  const usage = await target.service?.usage()
  sum.rates.push(load.latencies.length / load.seconds)
  sum.errors += load.errors
  for (const ms of load.latencies) sum.latencies.push(ms)
  sum.busy = Math.max(sum.busy, load.busy)
  if (before === undefined || usage === undefined) return load
  sum.cpuMs.push((usage.cpuMs - before.cpuMs) / (load.latencies.length + load.errors))
  sum.delayMs = Math.max(sum.delayMs ?? 0, usage.delay.p99)
  sum.rss = Math.max(sum.rss ?? 0, usage.rss)
  return load
}

function busyNotes(measured: readonly Measured[]): string[] {
  const busiest = Math.max(...measured.map(({ busy }) => busy))
  const tooBusy = measured.filter(({ busy }) => busy > TOO_BUSY)
  const lines = tooBusy.map(({ target, connections }) => `${target} at ${connections}`).join(', ')
  return [
    `The load generator was busy for ${Math.round(100 * busiest)} % of a processor at most${lines && `, so it and not the server may be the limit of ${lines}`}.`,
  ]
}

function toTable(measured: readonly Measured[], title: string, notes: string[]): Table {
  const sections = LEVELS.map((connections) => {
    const ofLevel = measured.filter((line) => line.connections === connections)
    const raw = ofLevel.find(({ target }) => target.startsWith('raw'))
    return {
      name: `${connections} connection${connections === 1 ? '' : 's'}`,
      rows: ofLevel.map((line) => toRow(line, raw)),
    }
  })
  const columns = ['queries/s', '/ raw', 'p50 ms', 'p99 ms', 'errors', 'CPU ms', 'loop p99 ms', 'RSS MB']
  return { title, notes, columns, sections }
}

function toRow(line: Measured, raw: Measured | undefined): Row {
  const rate = percentile(line.rates, 0.5)
  const ratios = line.rates.map((ofRound, round) => ofRound / (raw?.rates[round] ?? 0))
  return {
    label: line.target,
    // Beside it nothing else would have a bar.
    ...(line.target !== HEALTH_TARGET && { bar: rate }),
    figures: [
      figure(rate),
      raw === undefined ? '-' : figure(percentile(ratios, 0.5)),
      figure(percentile(line.latencies, 0.5)),
      figure(percentile(line.latencies, 0.99)),
      String(line.errors),
      line.cpuMs.length === 0 ? '-' : figure(percentile(line.cpuMs, 0.5)),
      line.delayMs === undefined ? '-' : figure(line.delayMs),
      line.rss === undefined ? '-' : megabytes(line.rss),
    ],
  }
}
