import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { messageOf } from '../../../core/message-of.ts'
import { decodeUtf8 } from '../ndjson-source.ts'

/** The text of a file, or the reason why there is none. */
type ReadText = { text: string; reason?: never } | { text?: never; reason: string }

/** The bytes of a file, or the reason why there are none. */
type ReadBytes = { bytes: Buffer; reason?: never } | { bytes?: never; reason: string }

/** The text of a UTF-8 file of at most `maxBytes`. A symbolic link put there in the meantime is not followed. */
export async function readTextFile(path: string, maxBytes: number): Promise<ReadText> {
  const { bytes, reason } = await readSmallFile(path, maxBytes)
  if (bytes === undefined) return { reason }
  const text = decodeUtf8(bytes)
  return text === undefined ? { reason: 'expected UTF-8, got bytes that are not' } : { text }
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
