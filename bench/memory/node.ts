import { z } from 'zod'
import { clusterStatus } from '../../src/tools/local-elasticsearch/cluster.ts'
import { startLocalElasticsearch } from '../../src/tools/local-elasticsearch/start.ts'
import { type Resident, residentOf } from '../run/memory.ts'

/** A node with a heap of its own, on data that stay. */
export type SmallNode = {
  url: string
  memory(): Promise<Resident>
  /** How often a circuit breaker refused something, and how many requests found no room in a queue. */
  refusals(): Promise<number>
  stop(): Promise<void>
}

const TIMEOUT_MS = 10_000
const Stats = z.object({
  nodes: z.record(
    z.string(),
    z.object({
      breakers: z.record(z.string(), z.object({ tripped: z.number() })),
      thread_pool: z.record(z.string(), z.object({ rejected: z.number().optional() })),
    }),
  ),
})

/** Starts a node with a heap of so many megabytes. Throws a LocalNodeError if it does not come up. */
export async function startNode(
  { dataDir, port, heap }: { dataDir: string; port: number; heap: number },
  signal: AbortSignal,
): Promise<SmallNode> {
  const node = await startLocalElasticsearch({
    dataDir,
    port,
    heap: `${heap}m`,
    endWithProcess: true,
    signal,
  })
  const status = await clusterStatus(dataDir, port)
  const pid = status.nodes[0]?.pid ?? 0
  return {
    url: node.url,
    memory: () => residentOf(pid),
    refusals: () => refusalsOf(node.url),
    stop: node.stop,
  }
}

async function refusalsOf(url: string): Promise<number> {
  const answer = await fetch(`${url}/_nodes/stats/breaker,thread_pool`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const { nodes } = Stats.parse(await answer.json())
  const counts = Object.values(nodes).flatMap(({ breakers, thread_pool }) => [
    ...Object.values(breakers).map(({ tripped }) => tripped),
    ...Object.values(thread_pool).map(({ rejected = 0 }) => rejected),
  ])
  return counts.reduce((sum, count) => sum + count, 0)
}
