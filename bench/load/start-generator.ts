import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { ask, nextMessage, startScript } from '../run/children.ts'
import type { Load, OpenLoad, Order, RequestSet } from './job.ts'

/** A load generator in a process of its own. */
export type Generator = {
  /** Where it runs, in words. */
  pinned: string
  prepare(name: string, set: RequestSet): Promise<void>
  run(name: string, connections: number, seconds: number, from?: number): Promise<Load>
  /** Sends the first request of each query at a rate, whatever the answers take. */
  open(name: string, perSecond: number, seconds: number): Promise<OpenLoad>
  stop(): Promise<void>
}

const SCRIPT = new URL('generator.ts', import.meta.url)
const LIMIT_MS = 120_000

/** Starts a load generator, on the last processor alone where `taskset` is there. */
export async function startGenerator(folder: string, signal: AbortSignal): Promise<Generator> {
  const cpus = await lastProcessor()
  const child = await startScript(SCRIPT, [], cpus)
  const limits = { timeoutMs: LIMIT_MS, signal }
  const order = <T>(what: Order) => ask<T>(child, what, limits)
  await nextMessage(child, limits)
  return {
    pinned: cpus === undefined ? 'not pinned' : `pinned to processor ${cpus}`,
    async prepare(name, set) {
      const file = `${folder}/requests-${name}.json`
      await writeFile(file, JSON.stringify(set))
      await order({ kind: 'set', name, file })
    },
    run: (name, connections, seconds, from) =>
      order<Load>({ kind: 'run', name, connections, seconds, ...(from !== undefined && { from }) }),
    open: (name, perSecond, seconds) => order<OpenLoad>({ kind: 'open', name, perSecond, seconds }),
    stop: child.stop,
  }
}

async function lastProcessor(): Promise<string | undefined> {
  const processors = availableParallelism()
  if (processors < 2) return undefined
  const last = String(processors - 1)
  return promisify(execFile)('taskset', ['-c', last, 'true']).then(
    () => last,
    () => undefined,
  )
}
