import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { assembleProgram } from './assemble.ts'
import {
  type ClusterState,
  type NodeState,
  readClusterState,
  removeClusterState,
  writeClusterState,
} from './cluster-state.ts'
import { type Health, healthOf, isHealthy } from './health.ts'
import { LocalNodeError } from './local-node-error.ts'
import { withLock } from './lock.ts'
import { assertRunning, isRunning, spawnNode, stopNode } from './node-process.ts'
import { clusterFolder } from './paths.ts'
import { discoverySettings, planNodes } from './plan-nodes.ts'
import { whoHolds } from './ports.ts'
import { ELASTICSEARCH_VERSION } from './version.ts'

const START_TIMEOUT_MS = 120_000
const LOCK_TIMEOUT_MS = 15 * 60_000
const POLL_MS = 250

type StartOptions = {
  home: string
  port: number
  /** Undefined reuses a running cluster of any size, or starts one node. */
  nodes?: number | undefined
  heap: string
  parentPid?: number | undefined
  signal?: AbortSignal | undefined
  log: (line: string) => void
}
type Started = { outcome: 'started' | 'reused'; urls: string[] }

/** The health of a cluster and its running nodes; `nodes` is empty for a cluster that was not started from this home. */
export type ClusterStatus = { url: string; health: Health | undefined; nodes: NodeState[] }

const urlOf = (port: number) => `http://127.0.0.1:${port}`

/** Starts a cluster on 127.0.0.1, or reuses the one that runs there, and waits until it is healthy. Throws a LocalNodeError if another program holds the port or the start fails. */
export async function startCluster(options: StartOptions): Promise<Started> {
  const folder = clusterFolder(options.home, options.port)
  return withLock(join(folder, 'start.lock'), LOCK_TIMEOUT_MS, options.signal, async () => {
    const running = await runningNodes(await readClusterState(folder))
    const holder = await whoHolds(options.port)
    if (holder.kind === 'elasticsearch' && holder.version === ELASTICSEARCH_VERSION) {
      return reuse(options, running)
    }
    if (holder.kind !== 'nobody') throw portHeld(options.port, describe(holder))
    // Stop nodes left over from an interrupted start, or from a cluster whose first node died.
    await Promise.all(running.map(stopNode))
    return { outcome: 'started', urls: await launch(options, folder) }
  })
}

/** Stops the cluster that was started from `home` on `port`. Returns false if none runs. Throws a LocalNodeError if the Elasticsearch there was not started from this home. */
export async function stopCluster(home: string, port: number): Promise<boolean> {
  const folder = clusterFolder(home, port)
  const running = await runningNodes(await readClusterState(folder))
  await Promise.all(running.map(stopNode))
  await removeClusterState(folder)
  if (running.length > 0) return true
  const holder = await whoHolds(port)
  if (holder.kind !== 'elasticsearch') return false
  throw new LocalNodeError(
    `The Elasticsearch ${holder.version} on port ${port} was not started from ${home}: stop it where it was started`,
  )
}

/** The status of the cluster on `port`; its nodes are those started from `home`. */
export async function clusterStatus(home: string, port: number): Promise<ClusterStatus> {
  const nodes = await runningNodes(await readClusterState(clusterFolder(home, port)))
  const holder = await whoHolds(port)
  const health = holder.kind === 'elasticsearch' ? await healthOf(urlOf(port)) : undefined
  return { url: urlOf(port), health, nodes }
}

async function launch(options: StartOptions, folder: string): Promise<string[]> {
  const { heap, parentPid, signal, log } = options
  const program = await assembleProgram(log, signal)
  const planned = await planNodes(folder, options.port, options.nodes ?? 1)
  const nodes: NodeState[] = []
  log(
    `Starting Elasticsearch ${ELASTICSEARCH_VERSION} on ${urlOf(options.port)} (log: ${planned[0]?.logFile})`,
  )
  try {
    for (const node of planned) {
      signal?.throwIfAborted()
      const settings = discoverySettings(planned, node)
      nodes.push(await spawnNode(node, { program, heap, parentPid, settings }))
      await writeClusterState(folder, { version: ELASTICSEARCH_VERSION, heap, nodes })
    }
    await untilHealthy(options.port, nodes, signal)
  } catch (error) {
    await Promise.all(nodes.map(stopNode))
    await removeClusterState(folder)
    throw error
  }
  return nodes.map(({ httpPort }) => urlOf(httpPort))
}

/** Waits until every node reports the whole cluster as healthy: a node joins the cluster before its own HTTP port is open. */
async function untilHealthy(port: number, nodes: readonly NodeState[], signal?: AbortSignal): Promise<void> {
  const urls = nodes.length > 0 ? nodes.map(({ httpPort }) => urlOf(httpPort)) : [urlOf(port)]
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; ) {
    for (const node of nodes) await assertRunning(node)
    const healths = await Promise.all(urls.map((url) => healthOf(url, signal)))
    if (healths.every((health) => isHealthy(health, nodes.length))) return
    await sleep(POLL_MS, undefined, signal && { signal })
  }
  throw new LocalNodeError(
    `Elasticsearch on port ${port} was not healthy after ${START_TIMEOUT_MS / 1000} s; see ${nodes[0]?.logFile}`,
  )
}

/** The URLs of the running cluster, once it is healthy. Throws a LocalNodeError if it has another size than wanted. */
async function reuse(options: StartOptions, running: readonly NodeState[]): Promise<Started> {
  const { port, nodes = 1, signal } = options
  await untilHealthy(port, running, signal)
  const size = (await healthOf(urlOf(port), signal))?.number_of_nodes ?? 0
  if (options.nodes !== undefined && size !== nodes) {
    throw new LocalNodeError(
      `An Elasticsearch cluster of ${size} node(s) runs on port ${port}, expected ${nodes}: stop it first, or choose another --port`,
    )
  }
  const urls = running.map(({ httpPort }) => urlOf(httpPort))
  return { outcome: 'reused', urls: urls.length > 0 ? urls : [urlOf(port)] }
}

async function runningNodes(state: ClusterState | undefined): Promise<NodeState[]> {
  const nodes = state?.nodes ?? []
  const alive = await Promise.all(nodes.map(isRunning))
  return nodes.filter((_, i) => alive[i])
}

function describe(
  holder: { kind: 'elasticsearch'; version: string } | { kind: 'other'; what: string },
): string {
  return holder.kind === 'other'
    ? holder.what
    : `Elasticsearch ${holder.version}, expected ${ELASTICSEARCH_VERSION}`
}

function portHeld(port: number, holder: string): LocalNodeError {
  return new LocalNodeError(
    `Port ${port} of 127.0.0.1 is held by ${holder}: stop that program, or choose another --port`,
  )
}
