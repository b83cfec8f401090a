import { canRunLocalNode, INSTALL_HINT } from './assemble.ts'
import { canRunDocker, startWithDocker, stopWithDocker } from './docker.ts'
import { healthOf, isHealthy } from './health.ts'
import { LocalNodeError } from './local-node-error.ts'
import { freePortFrom, whoHolds } from './ports.ts'
import { startLocalElasticsearch } from './start.ts'

const PORT = 9200
const URL_OF_PORT = `http://127.0.0.1:${PORT}`

/** The Elasticsearch found, and its origin: the settings, one that ran already, the local node, or Docker. */
export type FoundElasticsearch = {
  origin: 'settings' | 'running' | 'local' | 'docker'
  /** The value for ELASTICSEARCH_URL: an address, or several with commas. */
  url: string
  /** Stops what was started for it; nothing if it ran before. */
  stop: () => Promise<void>
}

type FindOptions = {
  /** The address in the settings, which counts before all others. */
  given?: string | undefined
  /** Whether to start one of its own even if another runs, where that is possible. */
  own?: boolean
  signal?: AbortSignal
  log?: (line: string) => void
}

const leaveIt = async () => {}

/** An Elasticsearch for a command that runs for long. If none runs, one is started that ends with this process. Throws a LocalNodeError that says what to install, or who holds the port. */
export async function findElasticsearch(options: FindOptions = {}): Promise<FoundElasticsearch> {
  const { given, own = false, signal, log = () => {} } = options
  if (given) return { origin: 'settings', url: given, stop: leaveIt }
  const running = { origin: 'running', url: URL_OF_PORT, stop: leaveIt } as const
  if (!own && (await isUsable(signal))) return running
  if (await canRunLocalNode()) {
    const port = await freePortFrom(PORT, new Set())
    const { url, stop } = await startLocalElasticsearch({ port, signal, log, endWithProcess: true })
    return { origin: 'local', url, stop }
  }
  if (own && (await isUsable(signal))) return running
  if (await canRunDocker(signal)) {
    log('Starting Elasticsearch with docker compose')
    await startWithDocker(PORT, signal)
    return { origin: 'docker', url: URL_OF_PORT, stop: stopWithDocker }
  }
  throw new LocalNodeError(`${INSTALL_HINT}\nA running Docker with docker compose does as well.`)
}

/** Whether a healthy Elasticsearch 9 answers on the default port. */
async function isUsable(signal: AbortSignal | undefined): Promise<boolean> {
  const holder = await whoHolds(PORT)
  if (holder.kind !== 'elasticsearch' || !holder.version.startsWith('9.')) return false
  return isHealthy(await healthOf(URL_OF_PORT, signal), 1)
}
