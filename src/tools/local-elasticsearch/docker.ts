import { packageRoot } from '../../core/package.ts'
import { findProgram } from './find-java.ts'
import { LocalNodeError } from './local-node-error.ts'
import { runCommand } from './run-command.ts'

const ENGINE_TIMEOUT_MS = 10_000
const PULL_AND_START_TIMEOUT_MS = 10 * 60_000
const STOP_TIMEOUT_MS = 90_000
const PROJECT = ['compose', '--project-directory', packageRoot]

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
  const args = [...PROJECT, 'up', '--detach', '--wait', 'elasticsearch']
  const env = { ...process.env, ELASTICSEARCH_PORT: String(port) }
  await runCommand('docker', args, { timeoutMs: PULL_AND_START_TIMEOUT_MS, signal, env })
}

/** Stops the Elasticsearch of docker-compose.yml. Its data stay. */
export async function stopWithDocker(): Promise<void> {
  await runCommand('docker', [...PROJECT, 'stop', 'elasticsearch'], { timeoutMs: STOP_TIMEOUT_MS })
}
