import { createReadStream } from 'node:fs'
import { markedEncoding } from './marked-encoding.ts'

/** Bytes of a file that are held at once. */
const CHUNK_BYTES = 256 * 1024

/** The bytes of a text file in chunks, without a byte order mark, and with UTF-16 converted to UTF-8. */
export async function* utf8Chunks(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: CHUNK_BYTES, signal })
  let decoder: TextDecoder | undefined
  let isFirst = true
  for await (const chunk of chunks) {
    if (isFirst) decoder = utf16Decoder(chunk)
    const start = isFirst && markedEncoding(chunk) === 'utf-8' ? UTF8_MARK_BYTES : 0
    isFirst = false
    yield decoder === undefined ? chunk.subarray(start) : Buffer.from(decoder.decode(chunk, { stream: true }))
  }
}

const UTF8_MARK_BYTES = 3

/** A decoder for bytes that begin like UTF-16. Undefined for others. */
export function utf16Decoder(start: Buffer): TextDecoder | undefined {
  const marked = markedEncoding(start)
  return marked?.startsWith('utf-16') ? new TextDecoder(marked) : undefined
}
