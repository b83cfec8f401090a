import { packageRoot } from '../../core/package.ts'
import { findProgram } from './find-java.ts'
import { LocalNodeError } from './local-node-error.ts'
import { runCommand } from './run-command.ts'

const ENGINE_TIMEOUT_MS = 10_000
const PULL_AND_START_TIMEOUT_MS = 10 * 60_000

/** Whether a Docker engine answers and knows `docker compose`. */
export async function canRunDocker(signal?: AbortSignal): Promise<boolean> {
  if ((await findProgram('docker')) === undefined) return false
  try {
    await runCommand('docker', ['info'], { timeoutMs: ENGINE_TIMEOUT_MS, signal })
    await runCommand('docker', ['compose', 'version'], { timeoutMs: ENGINE_TIMEOUT_MS, signal })
    return true
  } catch (error) {
    if (error instanceof LocalNodeError) return false
    throw error
  }
}

/** Starts the Elasticsearch of docker-compose.yml on a port of 127.0.0.1 and waits until it is healthy. */
export async function startWithDocker(port: number, signal?: AbortSignal): Promise<void> {
  const args = ['compose', '--project-directory', packageRoot, 'up', '--detach', '--wait', 'elasticsearch']
  const env = { ...process.env, ELASTICSEARCH_PORT: String(port) }
  await runCommand('docker', args, { timeoutMs: PULL_AND_START_TIMEOUT_MS, signal, env })
}
