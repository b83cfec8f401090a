import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { decodeText } from '../decode-text.ts'
import type { FileFormat, Source, SourceItem, SourceOptions } from '../source-types.ts'
import { readItems } from './feed-items.ts'
import { looksLikeFeed, parseFeed } from './parse-feed.ts'

/** A larger file is no feed. */
const MAX_FILE_BYTES = 64 * 1024 * 1024

/** A feed in a file: RSS, Atom or JSON Feed. A WordPress export is RSS as well, but this does not read it. */
export const feedFormat: FileFormat = {
  name: 'feed',
  title: 'feed',
  recognises: (head) => looksLikeFeed(head),
  open: openFeedFile,
}

function openFeedFile(path: string, { siteUrl }: SourceOptions): Source {
  return {
    name: path,
    format: 'feed',
    complete: false,
    items: (signal) => readFeedFile(path, siteUrl, signal),
  }
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
