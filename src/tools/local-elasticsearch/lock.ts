import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LocalNodeError } from './local-node-error.ts'
import { commandLine } from './processes.ts'

const POLL_MS = 200

/** Runs `work` while no other process holds the same lock file, and returns its result. A lock counts as free if its process is gone or it is older than `maxAgeMs`. */
export async function withLock<T>(
  path: string,
  maxAgeMs: number,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true })
  await acquire(path, maxAgeMs, signal)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function acquire(path: string, maxAgeMs: number, signal: AbortSignal | undefined): Promise<void> {
  for (const deadline = Date.now() + maxAgeMs; Date.now() < deadline; ) {
    if (await create(path)) return
    if (await isStale(path, maxAgeMs)) await rm(path, { force: true })
    await sleep(POLL_MS, undefined, signal && { signal })
  }
  throw new LocalNodeError(`Another process holds ${path} for longer than ${maxAgeMs / 1000} s`)
}

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, await ownerText(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function isStale(path: string, maxAgeMs: number): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const written = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now()
  if (Date.now() - written > maxAgeMs) return true
  // A lock file without text is being written at this moment.
  return text !== '' && text !== (await ownerText(Number.parseInt(text, 10)))
}

/** The process id with its command line, since the id may belong to another process later. */
async function ownerText(pid: number): Promise<string> {
  return `${pid} ${await commandLine(pid)}`
}
