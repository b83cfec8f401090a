import { percentile } from '../../src/core/metrics.ts'
import type { Generator } from '../load/start-generator.ts'
import { searchPath } from '../run/connection.ts'
import { type Service, startService } from '../run/program.ts'
import { runReindex } from '../run/reindex-process.ts'
import { type SmallNode, startNode } from './node.ts'

/** What is tried with each heap. */
export type Trial = {
  dataDir: string
  port: number
  prefix: string
  sources: readonly string[]
  queries: readonly string[]
  generator: Generator
  /** A heap with which it takes longer than this serves nobody. */
  limitMs: number
}

/** What became of it. */
export type Probe = {
  heap: number
  passed: boolean
  /** Why not, or nothing. */
  reason: string
  answered: number
  p50: number
  reindexSeconds: number
  resident: number
  peak: number
}

const CONNECTIONS = 8
const QUERIES = 1_000
const SLICE_SECONDS = 2
/** One reader first: of a node that has just started, whose code is not compiled yet, eight at once want more than the 2 s that the service waits for. */
const WARM_SECONDS = 10

const NOTHING = { answered: 0, p50: Number.NaN, reindexSeconds: Number.NaN, resident: 0, peak: 0 }

/** Lets a node with a heap of so many megabytes serve queries while the blog is indexed anew, and a thousand queries in all. */
export async function probe(trial: Trial, heap: number, signal: AbortSignal): Promise<Probe> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(trial.limitMs)])
  let node: SmallNode | undefined
  let service: Service | undefined
  try {
    node = await startNode({ ...trial, heap }, limit)
    service = await startService(
      { elasticsearch: node.url, prefix: trial.prefix },
      { cache: false, signal: limit },
    )
    return { heap, ...(await serveAndReindex(trial, node, service, limit)) }
  } catch (error) {
    signal.throwIfAborted()
    const reason = limit.aborted ? 'takes too long' : firstLine(error)
    return { heap, passed: false, reason, ...NOTHING }
  } finally {
    await service?.stop()
    await node?.stop()
  }
}

async function serveAndReindex(
  trial: Trial,
  node: SmallNode,
  service: Service,
  signal: AbortSignal,
): Promise<Omit<Probe, 'heap'>> {
  const queries = trial.queries.map((q) => [{ path: searchPath(q) }])
  await trial.generator.prepare('memory', { url: service.url, queries, order: [...queries.keys()] })
  await trial.generator.run('memory', 1, WARM_SECONDS)
  const died = new AbortController()
  const either = AbortSignal.any([signal, died.signal])
  let finished = false
  const place = { elasticsearch: node.url, prefix: trial.prefix }
  const reindexing = runReindex(place, trial.sources, either).finally(() => {
    finished = true
  })
  reindexing.catch(() => undefined)

  const latencies: number[] = []
  let errors = 0
  let firstError: string | undefined
  while (!finished || latencies.length + errors < QUERIES) {
    signal.throwIfAborted()
    const load = await trial.generator.run('memory', CONNECTIONS, SLICE_SECONDS)
    for (const ms of load.latencies) latencies.push(ms)
    errors += load.errors
    firstError ??= load.firstError
    if ((await node.memory()).now === 0) died.abort(new Error('Elasticsearch ran out of memory and ended'))
    died.signal.throwIfAborted()
  }
  const { report } = await reindexing
  const memory = await node.memory()
  const reasons = [
    ...(errors > 0 ? [`${errors} queries failed, the first with ${firstError}`] : []),
    ...(report.swapped ? [] : [`reindex: ${report.reasons[0]}`]),
    ...refused(await node.refusals()),
  ]
  return {
    passed: reasons.length === 0,
    reason: reasons.join('; '),
    answered: latencies.length,
    p50: percentile(latencies, 0.5),
    reindexSeconds: report.seconds,
    resident: memory.now,
    peak: memory.peak,
  }
}

function refused(count: number): string[] {
  return count > 0 ? [`${count} requests refused by a breaker or a full queue`] : []
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? ''
}
