import { canRunLocalNode, INSTALL_HINT } from './assemble.ts'
import { canRunDocker, startWithDocker } from './docker.ts'
import { healthOf, isHealthy } from './health.ts'
import { LocalNodeError } from './local-node-error.ts'
import { whoHolds } from './ports.ts'
import { startLocalElasticsearch } from './start.ts'

const PORT = 9200
const URL_OF_PORT = `http://127.0.0.1:${PORT}`

/** The Elasticsearch found, and its origin: the address in the environment, one that ran already, the local node, or Docker. */
type FoundElasticsearch = {
  origin: 'environment' | 'running' | 'local' | 'docker'
  /** The value for ELASTICSEARCH_URL: an address, or several with commas. */
  url: string
}

type FindOptions = {
  env?: Readonly<Record<string, string | undefined>>
  signal?: AbortSignal
  log?: (line: string) => void
}

/** An Elasticsearch for the demo. If none runs, one is started in the background, and it stays when this process ends. Throws a LocalNodeError that says what to install, or who holds the port. */
export async function findElasticsearch(options: FindOptions = {}): Promise<FoundElasticsearch> {
  const { env = process.env, signal, log = () => {} } = options
  const given = env.ELASTICSEARCH_URL?.trim()
  if (given) return { origin: 'environment', url: given }
  if (await isUsable(signal)) return { origin: 'running', url: URL_OF_PORT }
  if (await canRunLocalNode()) {
    await startLocalElasticsearch({ port: PORT, signal, log })
    return { origin: 'local', url: URL_OF_PORT }
  }
  if (await canRunDocker(signal)) {
    log('Starting Elasticsearch with docker compose')
    await startWithDocker(PORT, signal)
    return { origin: 'docker', url: URL_OF_PORT }
  }
  throw new LocalNodeError(`${INSTALL_HINT}\nA running Docker with docker compose does as well.`)
}

/** Whether a healthy Elasticsearch 9 answers on the default port. */
async function isUsable(signal: AbortSignal | undefined): Promise<boolean> {
  const holder = await whoHolds(PORT)
  if (holder.kind !== 'elasticsearch' || !holder.version.startsWith('9.')) return false
  return isHealthy(await healthOf(URL_OF_PORT, signal), 1)
}
