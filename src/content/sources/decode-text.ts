import { InputError } from '../../core/errors.ts'
import { markedEncoding } from './marked-encoding.ts'
import { decodeUtf8 } from './ndjson-source.ts'

/** A feed or page as text. `repaired` names the repairs. */
type DecodedText = { text: string; repaired: string[] }

/** Encodings of East Asia, whose bytes may be UTF-8 by accident. */
const LEGACY = /^(?:iso-2022|gb|hz|big5|shift|sjis|ms_kanji|euc|ks_c|x-)/i

/**
 * The text of a feed or page. Its encoding comes from its first bytes, from the server or the page (`charset`), or from its XML
 * declaration. Bytes that are UTF-8 are read as UTF-8, since servers and declarations name other encodings by habit. Throws an
 * InputError without a place for an unknown encoding.
 */
export function decodeText(bytes: Buffer, charset?: string): DecodedText {
  const marked = markedEncoding(bytes)
  const utf8 = marked === undefined || marked === 'utf-8' ? decodeUtf8(bytes) : undefined
  const label = marked ?? charset ?? declaredEncoding(bytes)
  if (utf8 !== undefined && !LEGACY.test(label ?? '')) return { text: utf8, repaired: [] }
  const text = decodeAs(label ?? 'windows-1252', bytes)
  const isBroken = text.includes('\ufffd') && !bytes.includes('\ufffd')
  return { text, repaired: isBroken ? ['bytes that are no characters replaced'] : [] }
}

/** The beginning of a file, by which its format is recognised: as its byte order mark says, otherwise as UTF-8. */
export function decodeStart(head: Buffer): string {
  return new TextDecoder(markedEncoding(head) ?? 'utf-8').decode(head)
}

function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 200).toString('latin1')
  return /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']\s*(?<name>[\w.:-]+)/i.exec(head)?.groups?.name
}

function decodeAs(label: string, bytes: Buffer): string {
  try {
    const decoder = new TextDecoder(label)
    // When it decodes at once, Node takes Windows-1252 for Latin-1, which has neither “ nor €; as a stream it does not.
    return decoder.decode(bytes, { stream: true }) + decoder.decode()
  } catch {
    throw new InputError(`encoding: expected one that browsers read, such as utf-8, got ${label}`)
  }
}
