import { isUtf8 } from 'node:buffer'

/** The text of some bytes, and the repairs that it took to read it. */
type Decoded = { text: string; repaired: string[] }

/** Characters that XML does not allow. */
const CONTROLS = /[^\P{Cc}\t\n\r\u0080-\u009f]|[\ufffe\uffff]/gu
const UTF8_OR_BYTE = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g
const DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["'](?<label>[^"']*)["']/
const WINDOWS_1252 = new TextDecoder('windows-1252')
/** When it decodes at once, Node takes Windows-1252 for Latin-1, which has neither “ nor €; as a stream it does not. */
const AS_STREAM = { stream: true }

/** Bytes as a string with one character for each byte, in which ASCII can be searched. */
export function toByteString(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** The encoding that an XML declaration at the start of a byte string names; undefined if it names none or an unknown one. */
export function declaredEncoding(bytes: string): string | undefined {
  const label = DECLARATION.exec(bytes)?.groups?.label?.trim()
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

/** The text of a byte string without the characters that XML does not allow. If UTF-8 is expected, bytes that are not UTF-8 are read as Windows-1252. */
export function decodeBytes(bytes: string, encoding: string | undefined): Decoded {
  const decoded = decode(Buffer.from(bytes, 'latin1'), encoding)
  const text = decoded.text.replace(CONTROLS, '')
  const hadControls = text.length < decoded.text.length
  return { text, repaired: [...decoded.repaired, ...(hadControls ? ['control character removed'] : [])] }
}

function decode(bytes: Buffer, encoding: string | undefined): Decoded {
  // A file that begins with "<?xml" in ASCII is not UTF-16, whatever it declares.
  if (encoding !== undefined && !encoding.startsWith('utf-')) {
    const decoder = new TextDecoder(encoding)
    const text = decoder.decode(bytes, AS_STREAM) + decoder.decode()
    return { text, repaired: text.includes('\ufffd') ? [`byte that is no ${encoding} replaced`] : [] }
  }
  if (isUtf8(bytes)) return { text: bytes.toString(), repaired: [] }
  return { text: mendUtf8(bytes), repaired: ['byte that is no UTF-8 read as Windows-1252'] }
}

function mendUtf8(bytes: Buffer): string {
  return bytes.toString('latin1').replace(UTF8_OR_BYTE, (found) => {
    const sequence = Buffer.from(found, 'latin1')
    return isUtf8(sequence) ? sequence.toString() : WINDOWS_1252.decode(sequence, AS_STREAM)
  })
}

/** The bytes of a text file in chunks, without a byte order mark, and with UTF-16 converted to UTF-8. */
export async function* withoutUtf16(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
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
