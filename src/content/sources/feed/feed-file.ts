import { open, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { decodeText } from '../decode-text.ts'
import { siteInHead } from '../id-prefix.ts'
import type { FileFormat, Source, SourceItem, SourceOptions } from '../source-types.ts'
import { readItems } from './feed-items.ts'
import { looksLikeFeed, parseFeed } from './parse-feed.ts'

/** A larger file is no feed. */
const MAX_FILE_BYTES = 64 * 1024 * 1024
/** The beginning, which says of what site the feed is. */
const HEAD_BYTES = 64 * 1024

/** A feed in a file: RSS, Atom or JSON Feed. A WordPress export is RSS as well, but this does not read it. */
export const feedFormat: FileFormat = {
  name: 'feed',
  title: 'feed',
  recognises: (head) => looksLikeFeed(head),
  open: openFeedFile,
}

async function openFeedFile(path: string, { siteUrl }: SourceOptions): Promise<Source> {
  // A file that cannot be read is told when it is read as a whole.
  const site = siteInHead(await readHead(path).catch(() => ''))
  return {
    name: path,
    format: 'feed',
    complete: false,
    ...(site !== undefined && { site }),
    items: (signal) => readFeedFile(path, siteUrl, signal),
  }
}

async function readHead(path: string): Promise<string> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES) })
  return buffer.toString('latin1', 0, bytesRead)
}

async function* readFeedFile(
  path: string,
  siteUrl: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const { size } = await stat(path)
  if (size > MAX_FILE_BYTES) {
    throw new InputError(`expected a file of at most ${MAX_FILE_BYTES} bytes, got ${size}`)
  }
  const { text, repaired } = decodeText(await readFile(path, { signal }))
  const feed = parseFeed(text, { siteUrl })
  const name = basename(path)
  for (const { item } of readItems(feed, { name, repaired, seen: new Set(), signal })) yield item
}
