import { join } from 'node:path'
import type { PlannedNode } from './node-process.ts'
import { freePortFrom } from './ports.ts'

/** Elasticsearch's default distance between transport port and HTTP port: 9300 - 9200. */
const TRANSPORT_DISTANCE = 100

/** The nodes of a cluster whose first node listens on `port`. Other nodes and all transport ports get the next free ports. A cluster of another size has its own data. */
export async function planNodes(folder: string, port: number, count: number): Promise<PlannedNode[]> {
  const taken = new Set<number>()
  const next = async (first: number) => {
    const found = await freePortFrom(first, taken)
    taken.add(found)
    return found
  }
  const nodes: PlannedNode[] = []
  for (let i = 1; i <= count; i++) {
    const httpPort = i === 1 ? port : await next(port + i - 1)
    taken.add(httpPort)
    const name = `node-${i}`
    nodes.push({
      name,
      httpPort,
      transportPort: await next(httpPort + TRANSPORT_DISTANCE),
      dataFolder: join(folder, `data-of-${count}`, name),
      logFile: join(folder, 'logs', `${name}.log`),
    })
  }
  return nodes
}

/** Elasticsearch's settings for a node of the cluster: alone, or with all nodes as seeds. Only the first node may found a cluster, so that there cannot be two. */
export function discoverySettings(
  nodes: readonly PlannedNode[],
  node: PlannedNode,
): Readonly<Record<string, string>> {
  const cluster = { 'cluster.name': `blog-search-${nodes[0]?.httpPort}` }
  if (nodes.length === 1) return { ...cluster, 'discovery.type': 'single-node' }
  return {
    ...cluster,
    'discovery.seed_hosts': nodes.map(({ transportPort }) => `127.0.0.1:${transportPort}`).join(','),
    ...(node === nodes[0] && { 'cluster.initial_master_nodes': node.name }),
  }
}
