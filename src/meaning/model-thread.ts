import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { messageOf } from '../core/message-of.ts'
import { packageRoot } from '../core/package.ts'
import type { Embedder } from './embedder.ts'
import type { Model } from './model.ts'
import type { Answered, Asked, WorkerInput } from './worker.ts'

/** A text takes some 20 ms, on a busy machine a second. A thread that takes longer for one hangs. */
const HANGS_MS = 30_000
/** A thread that dies is not started again at once, so that a model that cannot run costs nothing. */
const PAUSE_MS = 2_000

/** The program of the thread. A thread cannot run TypeScript, so it is always the built one. */
const WORKER = join(packageRoot, 'dist', 'meaning', 'worker.js')

type Waiting = { resolve(vector: Float32Array): void; reject(error: Error): void; timer: NodeJS.Timeout }

/** A thread that runs a model. It starts with the first text. If it dies, all texts that wait fail, and a later text starts another. */
export class ModelThread implements Embedder {
  readonly #input: WorkerInput
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #asked = 0
  #problem: string | undefined
  #pausedUntil = 0
  #isClosed = false

  constructor(model: Model, runtime: string) {
    this.#input = { model, runtime }
  }

  get waiting(): number {
    return this.#waiting.size
  }

  get problem(): string | undefined {
    return this.#problem
  }

  embed(text: string): Promise<Float32Array> {
    if (this.#worker === undefined && performance.now() < this.#pausedUntil) {
      return Promise.reject(new Error(this.#problem))
    }
    if (this.#isClosed) return Promise.reject(new Error('the model was closed'))
    this.#worker ??= this.#start()
    const worker = this.#worker
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#end(worker, 'the model takes too long'), HANGS_MS)
      this.#waiting.set(id, { resolve, reject, timer })
      worker.ref()
      worker.postMessage({ id, text } satisfies Asked)
    })
  }

  /** Ends the thread as if it had died. */
  async kill(): Promise<void> {
    await this.#worker?.terminate()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const worker = this.#worker
    if (worker !== undefined) this.#end(worker, 'the model was closed')
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(WORKER, { workerData: this.#input })
    worker.on('message', (answer: Answered) => this.#take(worker, answer))
    worker.on('error', (error) => this.#end(worker, messageOf(error)))
    worker.on('exit', (code) => this.#end(worker, `the thread of the model ended with code ${code}`))
    return worker
  }

  #take(worker: Worker, { id, vector, error }: Answered): void {
    if (worker !== this.#worker) return
    const waiting = this.#waiting.get(id)
    if (error === undefined) this.#problem = undefined
    else this.#problem = error
    if (waiting === undefined) return
    clearTimeout(waiting.timer)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) worker.unref()
    if (vector === undefined) waiting.reject(new Error(error))
    else waiting.resolve(vector)
  }

  /** Ends a thread, and fails all texts that wait for it. */
  #end(worker: Worker, reason: string): void {
    if (worker !== this.#worker) return
    this.#worker = undefined
    this.#problem = this.#isClosed ? undefined : reason
    this.#pausedUntil = performance.now() + PAUSE_MS
    void worker.terminate()
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      reject(new Error(reason))
    }
    this.#waiting.clear()
  }
}
