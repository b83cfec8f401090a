import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { anyFreePort } from '../../src/local-elasticsearch/ports.ts'
import { ask, type Child, startChild } from './children.ts'

/** The built program, as it is run: `node dist/main.js`. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const HOOK = new URL('usage-hook.mjs', import.meta.url).href

const START_MS = 30_000
const POLL_MS = 50
const USAGE_MS = 10_000

/** What the service uses: the delay of its event loop since `reset`, processor time, and memory. */
export type Usage = {
  delay: { p50: number; p99: number; max: number }
  cpuMs: number
  rss: number
  peak: number
}

/** The service in a process of its own. */
export type Service = {
  url: string
  child: Child
  usage(reset?: 'reset'): Promise<Usage>
  stop(): Promise<void>
}

/** The environment of a process of the program on some indexes. */
export type Place = { elasticsearch: string; prefix: string }

/** Arguments for node that run a command of the program. */
export function programArguments(...command: readonly string[]): string[] {
  return ['--enable-source-maps', '--import', HOOK, MAIN, ...command]
}

/** The environment for a process of the program. Requests are logged as in production, to nowhere. */
export function programEnvironment({ elasticsearch, prefix }: Place): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ELASTICSEARCH_URL: elasticsearch,
    INDEX_PREFIX: prefix,
    SITE_URL: 'https://blog.example',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    // The generator is one client.
    RATE_LIMIT: '0',
  }
}

/** Starts `blog-search serve` on a free port, and waits until it can search. */
export async function startService(
  place: Place,
  { cache, signal, logFd }: { cache: boolean; signal: AbortSignal; logFd?: number },
): Promise<Service> {
  const port = await anyFreePort()
  const child = await startChild(process.execPath, programArguments('serve'), {
    stdio: ['ignore', logFd ?? 'ignore', 'pipe', 'ipc'],
    env: { ...programEnvironment(place), PORT: String(port), ...(!cache && { CACHE_MB: '0' }) },
  })
  const url = `http://127.0.0.1:${port}`
  try {
    await untilReady(child, `${url}/readyz`, signal)
  } catch (error) {
    await child.stop()
    throw error
  }
  const limits = { timeoutMs: USAGE_MS, signal }
  return { url, child, usage: (reset) => ask(child, { ask: reset ?? 'usage' }, limits), stop: child.stop }
}

async function untilReady(child: Child, url: string, signal: AbortSignal): Promise<void> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    signal.throwIfAborted()
    if (child.process.exitCode !== null) break
    const answer = await fetch(url, { signal: AbortSignal.timeout(START_MS) }).catch(() => undefined)
    if (answer?.status === 200) return
  }
  throw new Error(`The service is not ready: ${child.errors()}`)
}
