import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { messageOf } from '../../../core/message-of.ts'
import { decodeUtf8 } from '../ndjson-source.ts'
import { utf16Decoder } from '../utf8-chunks.ts'

/** The text of a file, or the reason why there is none. */
type ReadText = { text: string; reason?: never } | { text?: never; reason: string }

/** The bytes of a file, or the reason why there are none. */
type ReadBytes = { bytes: Buffer; reason?: never } | { bytes?: never; reason: string }

/** The text of a file of at most `maxBytes`: in UTF-8, or in UTF-16 with a byte order mark. A symbolic link put there in the meantime is not followed. */
export async function readTextFile(path: string, maxBytes: number): Promise<ReadText> {
  const { bytes, reason } = await readSmallFile(path, maxBytes)
  if (bytes === undefined) return { reason }
  const text = utf16Decoder(bytes)?.decode(bytes) ?? decodeUtf8(bytes)
  return text === undefined ? { reason: notUtf8(bytes) } : { text }
}

/** The encoding cannot be told from the bytes, and a wrong guess would give words that nobody wrote. */
function notUtf8(bytes: Buffer): string {
  const text = bytes.toString()
  const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length
  return `expected UTF-8, got bytes that are not, in line ${line}; convert the file, for example with "iconv -f GBK -t UTF-8"`
}

/** The bytes of a file of at most `maxBytes`. A symbolic link put there in the meantime is not followed. */
export async function readSmallFile(path: string, maxBytes: number): Promise<ReadBytes> {
  try {
    await using file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    const { size } = await file.stat()
    if (size > maxBytes) return { reason: `expected a file of at most ${maxBytes} bytes, got ${size}` }
    return { bytes: await file.readFile() }
  } catch (error) {
    return { reason: `expected a file that can be read, got ${messageOf(error)}` }
  }
}
