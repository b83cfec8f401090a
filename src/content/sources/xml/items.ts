import { messageOf } from '../../../core/message-of.ts'
import { utf8Chunks } from '../utf8-chunks.ts'
import { parseXml, type XmlElement } from './element.ts'
import { declaredEncoding, decodeBytes, toByteString } from './encoding.ts'
import { type Region, RegionCutter } from './regions.ts'

/** A piece of an RSS file, and the line in which it begins. */
export type XmlPiece =
  | {
      /** One `<item>`, or the text before, between or after items. */
      kind: 'item' | 'around'
      line: number
      element: XmlElement
      /** The repairs that it took to read it. */
      repaired: string[]
    }
  | { kind: 'broken'; line: number; reason: string }

/**
 * The items of an RSS file one by one, and the text around them in pieces, in the order of the file. Broken pieces are
 * reported, and the rest is read, however the file is encoded or cut off. At most one piece is in memory.
 */
export async function* readItems(
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<XmlPiece, void, undefined> {
  const cutter = new RegionCutter()
  const chunks = utf8Chunks(path)
  let encoding: string | undefined
  let isFirst = true
  for await (const chunk of chunks) {
    signal?.throwIfAborted()
    const bytes = toByteString(chunk)
    if (isFirst) encoding = declaredEncoding(bytes)
    isFirst = false
    for (const region of cutter.add(bytes)) yield toPiece(region, encoding)
  }
  for (const region of cutter.end()) yield toPiece(region, encoding)
}

function toPiece(region: Region, encoding: string | undefined): XmlPiece {
  if (region.kind === 'broken') return region
  const { kind, line } = region
  const { text, repaired } = decodeBytes(region.bytes, encoding)
  try {
    const root = parseXml(text)
    const [first] = root.children
    const element = kind === 'item' && typeof first === 'object' ? first : root
    return { kind, line, element, repaired: [...region.repaired, ...repaired] }
  } catch (error) {
    return { kind: 'broken', line, reason: messageOf(error) }
  }
}
