import { z } from 'zod'

const ANSWER_TIMEOUT_MS = 5_000

const Health = z.object({
  status: z.enum(['green', 'yellow', 'red']),
  number_of_nodes: z.number(),
  cluster_name: z.string(),
})

export type Health = z.infer<typeof Health>

/** The health of the cluster at a URL; undefined while it does not answer or has no master. */
export async function healthOf(url: string, signal?: AbortSignal | undefined): Promise<Health | undefined> {
  const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS)
  try {
    const response = await fetch(`${url}/_cluster/health?timeout=2s&master_timeout=2s`, {
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    return Health.safeParse(await response.json()).data
  } catch {
    return undefined
  }
}

/** Whether a cluster answers searches and has at least `nodes` nodes. */
export function isHealthy(health: Health | undefined, nodes: number): boolean {
  return health !== undefined && health.status !== 'red' && health.number_of_nodes >= nodes
}
