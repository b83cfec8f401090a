import { rm } from 'node:fs/promises'
import { startCluster, stopCluster } from './cluster.ts'
import { LocalNodeError } from './local-node-error.ts'
import { clusterFolder, defaultHome } from './paths.ts'
import { anyFreePort } from './ports.ts'

/** Enough for 2,000 posts with 24,000 comments, of which the node then takes 430 MB; docs/scaling.md has the table. */
export const DEFAULT_HEAP = '96m'

/** How often another free port is chosen when a program was faster on the first. */
const PORT_ATTEMPTS = 3

export type LocalElasticsearchOptions = {
  /** Of 127.0.0.1; undefined chooses a free one. */
  port?: number | undefined
  /** Undefined starts one node. */
  nodes?: number | undefined
  /** As Java understands it: 512m, 1g. */
  heap?: string | undefined
  /** For data, logs and the state file; undefined is the home of this checkout. */
  dataDir?: string | undefined
  /** The nodes end with this process, even when it is killed. */
  endWithProcess?: boolean | undefined
  signal?: AbortSignal | undefined
  log?: ((line: string) => void) | undefined
}

/** `stop` is safe to call more than once, and leaves a cluster alone that ran before. */
export type LocalElasticsearch = { url: string; urls: string[]; reused: boolean; stop: () => Promise<void> }

/** A healthy local Elasticsearch: started in the background, or the one that already runs on `port`. Throws a LocalNodeError. */
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

/** The log's end is part of the message of a node that ended while it started. */
function isPortTaken(error: unknown): boolean {
  return (
    error instanceof LocalNodeError &&
    /is held by|Bind\w*Exception|Address already in use/.test(error.message)
  )
}
