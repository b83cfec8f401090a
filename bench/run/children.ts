import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'

/** A process of the benchmark. `stop` ends it and waits until it is gone; it may be called more than once. */
export type Child = {
  pid: number
  process: ChildProcess
  /** The end of what it wrote to standard error. */
  errors: () => string
  stop: () => Promise<void>
}

const STOP_MS = 10_000
const SHOWN_CHARACTERS = 2_000

/** What still runs is killed when this process ends, however it does. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts a process. Rejects if its program is not there. */
export async function startChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Child> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options })
  let errors = ''
  child.stderr?.on('data', (part: Buffer) => {
    errors = (errors + part).slice(-SHOWN_CHARACTERS)
  })
  await once(child, 'spawn')
  running.add(child)
  child.once('exit', () => running.delete(child))
  return { pid: child.pid ?? 0, process: child, errors: () => errors, stop: () => stop(child) }
}

/** Runs TypeScript of the benchmark in a process that it can send messages to, on the given processors where `taskset` is there. */
export function startScript(file: URL, args: readonly string[], cpus?: string): Promise<Child> {
  const node = [process.execPath, '--import', 'tsx', file.pathname, ...args]
  const [command = '', ...rest] = cpus === undefined ? node : ['taskset', '-c', cpus, ...node]
  return startChild(command, rest, {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
}

/** The next message of a process. Rejects when the process ends before, and after `timeoutMs`. */
export function nextMessage<T>(
  { process: child, errors }: Child,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const settle = (done: () => void) => {
      clearTimeout(patience)
      child.off('message', onMessage)
      child.off('exit', onExit)
      signal.removeEventListener('abort', onAbort)
      done()
    }
    const fail = (reason: string) => settle(() => reject(new Error(`${reason}: ${errors()}`)))
    const onMessage = (message: unknown) => settle(() => resolve(message as T))
    const onExit = () => fail('A process of the benchmark ended')
    const onAbort = () => settle(() => reject(signal.reason))
    const patience = setTimeout(() => fail(`No answer after ${timeoutMs} ms`), timeoutMs)
    child.once('message', onMessage)
    child.once('exit', onExit)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    if (child.exitCode !== null || child.signalCode !== null) onExit()
  })
}

/** Sends a message to a process and waits for its answer: one at a time. */
export async function ask<T>(
  child: Child,
  question: object,
  limits: { timeoutMs: number; signal: AbortSignal },
): Promise<T> {
  const answer = nextMessage<T>(child, limits)
  child.process.send(question)
  return answer
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(patience)
}
