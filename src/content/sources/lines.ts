import { utf8Chunks } from './utf8-chunks.ts'

/** A longer line is no document: a real post is a thousand times shorter. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024
const LINE_FEED = 10

/** A line of a file, numbered from 1, without its line break. `bytes` is absent if the line is over the limit. */
export type Line = { number: number; bytes?: Buffer }

/** The lines of a file. At most one line is in memory; a line over `maxBytes` is not kept. */
export async function* readLines(
  path: string,
  signal?: AbortSignal,
  maxBytes = MAX_LINE_BYTES,
): AsyncGenerator<Line, void, undefined> {
  const gathering = new LineGatherer(maxBytes)
  for await (const chunk of utf8Chunks(path, signal)) {
    yield* gathering.add(chunk)
  }
  yield* gathering.end()
}

class LineGatherer {
  readonly #maxBytes: number
  #number = 1
  #parts: Buffer[] = []
  #size = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  *add(chunk: Buffer): Generator<Line> {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.#keep(chunk.subarray(start, end))
      yield this.#take()
      start = end + 1
    }
    this.#keep(chunk.subarray(start))
  }

  *end(): Generator<Line> {
    if (this.#size > 0) yield this.#take()
  }

  #keep(part: Buffer): void {
    this.#size += part.length
    if (this.#size > this.#maxBytes) this.#parts = []
    else this.#parts.push(part)
  }

  #take(): Line {
    const number = this.#number
    const line = this.#size > this.#maxBytes ? { number } : { number, bytes: Buffer.concat(this.#parts) }
    this.#number += 1
    this.#parts = []
    this.#size = 0
    return line
  }
}
