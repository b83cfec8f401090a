import { createReadStream } from 'node:fs'

/** Bytes of a file that are held at once. */
const CHUNK_BYTES = 256 * 1024

/** The bytes of a text file in chunks, without a byte order mark, and with UTF-16 converted to UTF-8. */
export async function* utf8Chunks(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: CHUNK_BYTES, signal })
  let decoder: TextDecoder | undefined
  let isFirst = true
  for await (const chunk of chunks) {
    if (isFirst) decoder = utf16Decoder(chunk)
    const start = isFirst && chunk.subarray(0, 3).equals(UTF8_MARK) ? UTF8_MARK.length : 0
    isFirst = false
    yield decoder === undefined ? chunk.subarray(start) : Buffer.from(decoder.decode(chunk, { stream: true }))
  }
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** A decoder for bytes that begin like UTF-16: with a byte order mark, or with "<" in two bytes. Undefined for others. */
export function utf16Decoder(start: Buffer): TextDecoder | undefined {
  const begin = start.subarray(0, 2).toString('hex')
  if (begin === 'fffe' || begin === '3c00') return new TextDecoder('utf-16le')
  if (begin === 'feff' || begin === '003c') return new TextDecoder('utf-16be')
  return undefined
}
