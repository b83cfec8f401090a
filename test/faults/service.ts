import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { packageRoot } from '../../src/core/package.ts'
import { makeKey, writeKeys } from '../../src/service/auth/key-file.ts'
import { anyFreePort } from '../../src/tools/local-elasticsearch/ports.ts'
import { folderOf } from '../content/sources/folder-of.ts'

/** The program as `npm run build` made it. */
const main = join(packageRoot, 'dist/main.js')
const START_MS = 20_000

/** `blog-search serve` as a process of its own, and a key that may write. */
export type Service = {
  url: string
  child: ChildProcess
  key: string
  env: Record<string, string>
  lines: Record<string, unknown>[]
}

type Options = {
  env: Record<string, string>
  /** Modules to load before it. */
  imports?: readonly string[]
  /** Where its log goes instead of to `lines`. */
  logFd?: number
}

/** Starts the service and waits until it listens. It ends with the test. */
export async function startService(t: TestContext, { env, imports = [], logFd }: Options): Promise<Service> {
  const folder = await folderOf(t, {})
  const file = join(folder, 'keys.json')
  const { key, stored } = makeKey({ name: 'faults', scopes: ['write'] }, new Date())
  await writeKeys(file, [stored])
  const all = {
    PATH: process.env.PATH ?? '',
    PORT: String(await anyFreePort()),
    RATE_LIMIT: '0',
    RATE_LIMIT_WRITES: '0',
    API_KEYS_FILE: file,
    ELASTICSEARCH_TIMEOUT_MS: '2500',
    ...env,
  }
  const preload = imports.flatMap((name) => ['--import', name])
  const child = spawn(process.execPath, [...preload, main, 'serve'], {
    env: all,
    stdio: ['ignore', logFd ?? 'pipe', 'inherit'],
  })
  child.once('exit', (code, signal) => t.diagnostic(`the service ended with ${code ?? signal}`))
  t.after(() => child.kill('SIGKILL'))
  const service = { url: `http://127.0.0.1:${all.PORT}`, child, key, env: all, lines: readLines(child) }
  await untilListening(service.url)
  return service
}

function readLines(child: ChildProcess): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = []
  let rest = ''
  child.stdout?.on('data', (data) => {
    const parts = `${rest}${data}`.split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts.map((part) => JSON.parse(part)))
  })
  return lines
}

async function untilListening(url: string): Promise<void> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; ) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined)
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('expected the service to listen')
}

/** Sends a write. */
export function write(
  { url, key }: Pick<Service, 'url' | 'key'>,
  method: 'PUT' | 'DELETE' | 'POST',
  path: string,
  body?: unknown,
): Promise<Response> {
  const type = path === 'batch' ? 'application/x-ndjson' : 'application/json'
  return fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

/** What a process holds now: megabytes of memory, and open files and connections. */
export async function usageOf({
  child,
}: Pick<Service, 'child'>): Promise<{ megabytes: number; handles: number }> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1])
  return { megabytes: kilobytes / 1024, handles: (await readdir(`/proc/${child.pid}/fd`)).length }
}

/** Sends SIGTERM and waits for the end: the exit code, and how long it took. */
export async function terminate({
  child,
}: Pick<Service, 'child'>): Promise<{ code: number | null; ms: number }> {
  const started = performance.now()
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const [code] = await ended
  return { code, ms: performance.now() - started }
}
