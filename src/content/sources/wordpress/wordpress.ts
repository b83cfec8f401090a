import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { siteInHead } from '../id-prefix.ts'
import type { FileFormat, SourceItem, SourceOptions } from '../source-types.ts'
import { readItems, type XmlPiece } from '../xml/items.ts'
import { addToHead, type ExportHead } from './export-head.ts'
import { readItem } from './read-item.ts'
import { readShared, refersToShared } from './shared-items.ts'

const KNOWN_VERSIONS = new Set(['1.0', '1.1', '1.2'])

/** The export of a WordPress blog (Tools, Export), also called WXR: RSS with elements of its own. It may come in several files; each is read by itself. */
export const wordpressFormat: FileFormat = {
  name: 'wordpress',
  title: 'WordPress export',
  recognises,
  async open(path, options) {
    const head = await readHead(path)
    const site = siteInHead(head)
    if (!recognises(head)) {
      throw new InputError(
        `${path}: expected a WordPress export, which is <rss> with elements such as <wp:wxr_version>, found none in its beginning`,
      )
    }
    return {
      name: path,
      format: 'wordpress',
      complete: true,
      ...(site !== undefined && { site }),
      items: (signal) => readExport(path, options, signal),
    }
  },
}

const HEAD_BYTES = 64 * 1024
/** CDATA sections and comments, whose contents are not the file's own markup. */
const NOT_OWN = /<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)/gs
/** An element of the export. Its namespace alone is no sign: feeds declare it too. */
const OWN_SIGN = /<wp:\w/

/** Whether a head is that of an export. ASCII in UTF-16, read as UTF-8, has zeros in between. */
function recognises(head: string): boolean {
  const own = head.replaceAll('\0', '').replace(NOT_OWN, '')
  return /<rss[\s>]/.test(own) && OWN_SIGN.test(own)
}

async function readHead(path: string): Promise<string> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES) })
  return buffer.toString('latin1', 0, bytesRead)
}

async function* readExport(
  path: string,
  options: SourceOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const head: ExportHead = { authors: new Map() }
  let isHeadTold = false
  for await (const piece of readItems(path, signal)) {
    if (head.shared === undefined && piece.kind === 'item' && refersToShared(piece.element)) {
      head.shared = await readShared(path, signal)
    }
    for (const item of readPiece(piece, `${basename(path)}:${piece.line}`, head, options)) {
      signal?.throwIfAborted()
      yield isHeadTold ? item : withRepairs(item, repairsOf(head))
      isHeadTold ||= item.kind === 'document'
    }
  }
}

/** The items in a piece of the export. Data about the whole blog is added to the head. */
function* readPiece(
  piece: XmlPiece,
  place: string,
  head: ExportHead,
  options: SourceOptions,
): Generator<SourceItem> {
  if (piece.kind === 'item') {
    yield* readItem({ ...piece, place }, head, options)
    return
  }
  const reason = piece.kind === 'broken' ? piece.reason : addToHead(head, piece.element)
  if (reason !== undefined) yield { kind: 'failed', place, reason }
}

function withRepairs(item: SourceItem, repairs: readonly string[]): SourceItem {
  if (item.kind !== 'document' || repairs.length === 0) return item
  return { ...item, repaired: [...repairs, ...(item.repaired ?? [])] }
}

/** The repairs that are reported with the first document. */
function repairsOf({ version }: ExportHead): string[] {
  if (version !== undefined && KNOWN_VERSIONS.has(version)) return []
  return [`export ${version === undefined ? 'without a' : 'of an unknown'} version read as 1.2`]
}
