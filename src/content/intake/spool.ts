import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeProcessFolder } from '../../core/process-folder.ts'
import { readLines } from '../sources/lines.ts'

/** Bytes of lines that are gathered before they are written. */
const WRITE_BYTES = 256 * 1024
/** The longest line. A line of a source that is escaped once more is never longer. */
const MAX_LINE_BYTES = 128 * 1024 * 1024

/** A list in a temporary file of the user's own, so that memory stays flat. Its items are read as JSON has them. Always remove it after use. */
export class Spool<Item> {
  readonly #folder: string
  readonly #path: string
  readonly #file: FileHandle
  #waiting: string[] = []
  #waitingBytes = 0
  #count = 0

  private constructor(folder: string, path: string, file: FileHandle) {
    this.#folder = folder
    this.#path = path
    this.#file = file
  }

  /** An empty spool. */
  static async create<Item>(): Promise<Spool<Item>> {
    const folder = await makeProcessFolder()
    const path = join(folder, 'spool.ndjson')
    return new Spool<Item>(folder, path, await open(path, 'wx', 0o600))
  }

  get count(): number {
    return this.#count
  }

  async add(item: Item): Promise<void> {
    const line = `${JSON.stringify(item)}\n`
    this.#count += 1
    this.#waiting.push(line)
    this.#waitingBytes += line.length
    if (this.#waitingBytes >= WRITE_BYTES) await this.#write()
  }

  /** The items in lists of at most `size`, in the order in which they were added. */
  async *batches(size: number, signal?: AbortSignal): AsyncGenerator<Item[], void, undefined> {
    await this.#write()
    let batch: Item[] = []
    for await (const { bytes, number } of readLines(this.#path, signal, MAX_LINE_BYTES)) {
      if (bytes === undefined) throw new Error(`${this.#path}:${number}: expected a shorter line`)
      batch.push(JSON.parse(bytes.toString()))
      if (batch.length < size) continue
      yield batch
      batch = []
    }
    if (batch.length > 0) yield batch
  }

  async remove(): Promise<void> {
    await this.#file.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #write(): Promise<void> {
    const text = this.#waiting.join('')
    this.#waiting = []
    this.#waitingBytes = 0
    if (text !== '') await this.#file.appendFile(text)
  }
}
