import { rm } from 'node:fs/promises'
import { startCluster, stopCluster } from './cluster.ts'
import { LocalNodeError } from './local-node-error.ts'
import { clusterFolder, defaultHome } from './paths.ts'
import { anyFreePort } from './ports.ts'

/** Enough for 2,000 posts with 24,000 comments; the node then takes 430 MB of memory in all. docs/scaling.md has the table. */
export const DEFAULT_HEAP = '96m'

/** Free ports tried if another program takes the chosen one first. */
const PORT_ATTEMPTS = 3

type LocalElasticsearchOptions = {
  /** The port of 127.0.0.1; undefined chooses a free one. */
  port?: number | undefined
  /** Undefined starts one node. */
  nodes?: number | undefined
  /** The heap size as Java reads it: 512m, 1g. */
  heap?: string | undefined
  /** The folder for data, logs and the state file; undefined is the home of this checkout. */
  dataDir?: string | undefined
  /** Whether the nodes end with this process, even if it is killed. */
  endWithProcess?: boolean | undefined
  signal?: AbortSignal | undefined
  log?: ((line: string) => void) | undefined
}

/** A local Elasticsearch. `stop` is safe to call more than once, and does not stop a cluster that ran before. */
export type LocalElasticsearch = { url: string; urls: string[]; reused: boolean; stop: () => Promise<void> }

/** A healthy local Elasticsearch: the one that already runs on `port`, or one started in the background. Throws a LocalNodeError. */
export async function startLocalElasticsearch(
  options: LocalElasticsearchOptions = {},
): Promise<LocalElasticsearch> {
  if (options.port !== undefined) return startOn(options.port, options)
  for (let attempt = 1; ; attempt++) {
    const port = await anyFreePort()
    try {
      return await startOn(port, options)
    } catch (error) {
      if (attempt === PORT_ATTEMPTS || !isPortTaken(error)) throw error
      await rm(clusterFolder(options.dataDir ?? defaultHome, port), { recursive: true, force: true })
    }
  }
}

async function startOn(port: number, options: LocalElasticsearchOptions): Promise<LocalElasticsearch> {
  const home = options.dataDir ?? defaultHome
  const { outcome, urls } = await startCluster({
    home,
    port,
    nodes: options.nodes,
    heap: options.heap ?? DEFAULT_HEAP,
    parentPid: options.endWithProcess ? process.pid : undefined,
    signal: options.signal,
    log: options.log ?? (() => {}),
  })
  const reused = outcome === 'reused'
  const stop = async () => {
    if (!reused) await stopCluster(home, port)
  }
  return { url: `http://127.0.0.1:${port}`, urls, reused, stop }
}

/** Whether a start failed because the port is taken. The message of a node that ended at start contains the end of its log. */
function isPortTaken(error: unknown): boolean {
  return (
    error instanceof LocalNodeError &&
    /is held by|Bind\w*Exception|Address already in use/.test(error.message)
  )
}
