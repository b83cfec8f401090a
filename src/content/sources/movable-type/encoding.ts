import { isUtf8 } from 'node:buffer'

/** Encodings in which services in Japan exported before UTF-8. */
const JAPANESE = ['euc-jp', 'shift_jis']
const KANA = /[\u3041-\u30fe]/
/** The longest sequence of bytes for a character in UTF-8; the end of a head may lie inside of one. */
const MAX_SEQUENCE = 4

/** The encoding of a text that does not name it, by its first bytes: one of Japan if that makes Japanese of them; undefined for UTF-8 and others. */
export function encodingOf(head: Buffer): string | undefined {
  const cuts = Array.from({ length: MAX_SEQUENCE }, (_, cut) => head.subarray(0, head.length - cut))
  if (cuts.some((bytes) => isUtf8(bytes))) return undefined
  return JAPANESE.find((encoding) => KANA.test(decode(head, encoding)))
}

/** The text of bytes in an encoding; empty if they are not in it. */
function decode(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return ''
  }
}
