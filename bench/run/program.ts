import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { anyFreePort } from '../../src/tools/local-elasticsearch/ports.ts'
import { ask, type Child, startChild } from './children.ts'

const HERE = fileURLToPath(new URL('../..', import.meta.url))
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

/** Arguments for node that run the program, before those of a command. */
export type Program = readonly string[]

/** The program as it was built here. */
export const BUILT = builtIn(HERE)

/** Builds the program of another checkout, in its own folder. */
export async function buildIn(folder: string, signal: AbortSignal): Promise<Program> {
  const child = await startChild('npm', ['run', 'build'], { cwd: folder })
  try {
    const [code] =
      child.process.exitCode === null
        ? await once(child.process, 'exit', { signal })
        : [child.process.exitCode]
    if (code !== 0) throw new Error(`${folder}: npm run build ended with ${code}: ${child.errors()}`)
  } finally {
    await child.stop()
  }
  return builtIn(folder)
}

/** As it is run: `node dist/main.js`. */
function builtIn(folder: string): Program {
  return ['--enable-source-maps', '--import', HOOK, resolve(folder, 'dist/main.js')]
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
  {
    cache,
    signal,
    logFd,
    program = BUILT,
  }: { cache: boolean; signal: AbortSignal; logFd?: number; program?: Program },
): Promise<Service> {
  const port = await anyFreePort()
  const child = await startChild(process.execPath, [...program, 'serve'], {
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
