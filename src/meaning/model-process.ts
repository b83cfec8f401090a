import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { messageOf } from '../core/message-of.ts'
import { packageRoot } from '../core/package.ts'
import type { Embedder } from './embedder.ts'
import type { Model } from './model.ts'
import type { Answered, Asked } from './model-program.ts'

/** A text takes some 20 ms, on a busy machine a second. A process that takes longer for one hangs. */
const HANGS_MS = 30_000
/** A process that dies is not started again at once, so that a model that cannot run costs nothing. */
const PAUSE_MS = 2_000

/** What runs the model. It is always the built one, since Node.js 20 runs no TypeScript. */
const PROGRAM = join(packageRoot, 'dist', 'meaning', 'model-program.js')

type Waiting = { resolve(vector: Float32Array): void; reject(error: Error): void; timer: NodeJS.Timeout }

/**
 * A process that runs a model. It starts with the first text. If it dies, all texts that wait fail, and a later text starts another. It is no thread,
 * since a fault in the machine code that runs a model would end all threads of a process.
 */
export class ModelProcess implements Embedder {
  readonly #model: Model
  readonly #runtime: string
  readonly #waiting = new Map<number, Waiting>()
  #child: ChildProcess | undefined
  #asked = 0
  #problem: string | undefined
  #pausedUntil = 0
  #isClosed = false

  constructor(model: Model, runtime: string) {
    this.#model = model
    this.#runtime = runtime
  }

  get waiting(): number {
    return this.#waiting.size
  }

  get problem(): string | undefined {
    return this.#problem
  }

  embed(text: string): Promise<Float32Array> {
    if (this.#child === undefined && performance.now() < this.#pausedUntil) {
      return Promise.reject(new Error(this.#problem))
    }
    if (this.#isClosed) return Promise.reject(new Error('the model was closed'))
    this.#child ??= this.#start()
    const child = this.#child
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#end(child, 'the model takes too long'), HANGS_MS)
      this.#waiting.set(id, { resolve, reject, timer })
      keepAlive(child, true)
      this.#send(child, { id, text })
    })
  }

  /** Ends the process as if it had died. */
  async kill(): Promise<void> {
    if (this.#child !== undefined) await ended(this.#child)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const child = this.#child
    if (child === undefined) return
    this.#end(child, 'the model was closed')
    await ended(child)
  }

  #start(): ChildProcess {
    const child = fork(PROGRAM, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    child.on('message', (answer: Answered) => this.#take(child, answer))
    child.on('error', (error) => this.#end(child, messageOf(error)))
    child.on('exit', (code, signal) =>
      this.#end(child, `the process of the model ended with ${signal ?? `code ${code}`}`),
    )
    this.#send(child, { model: this.#model, runtime: this.#runtime })
    return child
  }

  #send(child: ChildProcess, message: Asked): void {
    // A message that cannot be sent is one to a process that has ended, whose exit says why.
    child.send(message, () => undefined)
  }

  #take(child: ChildProcess, { id, vector, error }: Answered): void {
    if (child !== this.#child) return
    if (id === 0) {
      this.#end(child, error ?? '')
      return
    }
    this.#problem = error
    const waiting = this.#waiting.get(id)
    if (waiting === undefined) return
    clearTimeout(waiting.timer)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) keepAlive(child, false)
    if (vector === undefined) waiting.reject(new Error(error))
    else waiting.resolve(vector)
  }

  /** Ends a process, and fails all texts that wait for it. */
  #end(child: ChildProcess, reason: string): void {
    if (child !== this.#child) return
    this.#child = undefined
    this.#problem = this.#isClosed ? undefined : reason
    this.#pausedUntil = performance.now() + PAUSE_MS
    child.kill('SIGKILL')
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      reject(new Error(reason))
    }
    this.#waiting.clear()
  }
}

/** Whether this process goes on while the other one runs: it does while texts wait. */
function keepAlive(child: ChildProcess, isNeeded: boolean): void {
  for (const handle of [child, child.channel]) handle?.[isNeeded ? 'ref' : 'unref']()
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.ref()
  child.kill('SIGKILL')
  await exit
}
