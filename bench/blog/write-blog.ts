import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { type BlogShape, generateBlog } from './generated-blog.ts'
import type { Material } from './material.ts'

/** A blog as files that the program's sources read. */
export type BlogFiles = { name: string; sources: string[]; bytes: number }

/** Writes a generated blog into a folder, as NDJSON, without ever holding more of it than a post. */
export async function writeBlog(
  material: Material,
  shape: BlogShape,
  folder: string,
  signal: AbortSignal,
): Promise<BlogFiles> {
  await mkdir(folder, { recursive: true })
  const sources = [`${folder}/posts.ndjson`, `${folder}/comments.ndjson`]
  const [posts, comments] = sources.map((path) => new Lines(path))
  for (const { post, comments: ofPost } of generateBlog(material, shape)) {
    signal.throwIfAborted()
    await posts?.write([post])
    await comments?.write(ofPost)
  }
  const bytes = [await posts?.end(), await comments?.end()].reduce<number>((sum, n) => sum + (n ?? 0), 0)
  return { name: `${shape.posts} generated posts`, sources, bytes }
}

/** A file of JSON lines. */
class Lines {
  readonly #stream: WriteStream
  #bytes = 0

  constructor(path: string) {
    this.#stream = createWriteStream(path, { highWaterMark: 1 << 20 })
  }

  async write(documents: readonly object[]): Promise<void> {
    const text = documents.map((document) => `${JSON.stringify(document)}\n`).join('')
    this.#bytes += Buffer.byteLength(text)
    if (!this.#stream.write(text)) await once(this.#stream, 'drain')
  }

  async end(): Promise<number> {
    this.#stream.end()
    await finished(this.#stream)
    return this.#bytes
  }
}
