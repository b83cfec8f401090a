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

/** The encoding that an XML declaration at the start of a byte string names; undefined if it names none, UTF-8 or an unknown one. */
export function declaredEncoding(bytes: string): string | undefined {
  const label = DECLARATION.exec(bytes)?.groups?.label?.trim()
  if (label === undefined) return undefined
  try {
    const { encoding } = new TextDecoder(label)
    // A file that begins with "<?xml" in ASCII is not UTF-16, whatever it declares.
    return encoding.startsWith('utf-') ? undefined : encoding
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
  if (encoding !== undefined) {
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
