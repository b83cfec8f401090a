import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { FetchError } from './fetch-error.ts'

/** The content encodings that requests accept. */
export const ACCEPT_ENCODING = 'gzip, br'

const DECODERS = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['br', createBrotliDecompress],
])

/** The decompressed body of an answer. At most `maxBytes` of it are ever in memory, however small the compressed body is. */
export async function readBody(response: IncomingMessage, url: URL, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of decode(response, url)) {
    size += chunk.length
    if (size > maxBytes) {
      response.destroy()
      throw new FetchError({ url, expected: `at most ${maxBytes} bytes`, given: 'more' })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function decode(response: IncomingMessage, url: URL): Readable {
  const encodings = (response.headers['content-encoding'] ?? '').toLowerCase().split(/[\s,]+/)
  const named = encodings.filter((name) => name !== '' && name !== 'identity')
  if (named.length === 0) return response
  const [decoder] = named.flatMap((name) => DECODERS.get(name)?.() ?? [])
  if (decoder === undefined || named.length > 1) {
    response.destroy()
    throw new FetchError({ url, expected: `content encoded as ${ACCEPT_ENCODING}`, given: named.join(', ') })
  }
  // An error of either stream ends both; the loop that reads throws it.
  return pipeline(response, decoder, () => undefined)
}
