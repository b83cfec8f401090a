import { InputError } from '../../errors.ts'
import { decodeUtf8 } from '../ndjson-source.ts'

/** A feed as text. `repaired` says what was mended on the way. */
export type DecodedFeed = { text: string; repaired: string[] }

const MARKS: readonly [Buffer, string][] = [
  [Buffer.from([0xef, 0xbb, 0xbf]), 'utf-8'],
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
  [Buffer.from('<\0?\0'), 'utf-16le'],
  [Buffer.from('\0<\0?'), 'utf-16be'],
]

/**
 * The text of a feed, whose encoding its first bytes, the server (`charset`) or its XML declaration say. What is
 * UTF-8 is read as that, since servers and declarations name Latin 1 by habit. Throws an InputError without a place
 * for an encoding that is not known.
 */
export function decodeFeed(bytes: Buffer, charset?: string): DecodedFeed {
  const marked = MARKS.find(([mark]) => bytes.subarray(0, mark.length).equals(mark))?.[1]
  const utf8 = marked === undefined || marked === 'utf-8' ? decodeUtf8(bytes) : undefined
  const label = marked ?? charset ?? declaredEncoding(bytes)
  if (utf8 !== undefined && mayBeUtf8(label)) return { text: utf8, repaired: [] }
  const text = decodeAs(label ?? 'windows-1252', bytes)
  const isBroken = text.includes('\ufffd') && !hasReplacementCharacter(bytes)
  return { text, repaired: isBroken ? ['bytes that are no characters replaced'] : [] }
}

function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 200).toString('latin1')
  return /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']\s*(?<name>[\w.:-]+)/i.exec(head)?.groups?.name
}

function mayBeUtf8(label: string | undefined): boolean {
  return label === undefined || /^(?:utf-?8|us-ascii|ascii|iso-8859-\d+|latin-?1|windows-125\d)$/i.test(label)
}

function decodeAs(label: string, bytes: Buffer): string {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    throw new InputError(`encoding: expected one that browsers read, such as utf-8, got ${label}`)
  }
}

function hasReplacementCharacter(bytes: Buffer): boolean {
  return bytes.includes('\ufffd')
}
