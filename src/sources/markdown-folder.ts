import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../errors.ts'
import { readFrontMatter } from './front-matter.ts'
import { toRawPost } from './markdown-post.ts'
import { messageOf } from './message-of.ts'
import { decodeUtf8, readNdjson } from './ndjson-source.ts'
import { findContent, type IsContent } from './site-layout.ts'
import type { Source, SourceItem, SourceOptions } from './source-types.ts'
import { listFiles, type SourceFile } from './walk.ts'

/** A longer file is no post. */
const MAX_FILE_BYTES = 32 * 1024 * 1024

/**
 * The posts of a folder of Markdown files with front matter, and the comments of any `comments.ndjson` among them.
 * Markdown without front matter (a README) and the `_index.md` of a section are no posts. Throws an InputError if
 * no file has front matter.
 */
export async function openMarkdownFolder(path: string, options: SourceOptions): Promise<Source> {
  if (!(await hasPosts(path))) {
    throw new InputError(`${path}: expected Markdown files with YAML or TOML front matter, found none`)
  }
  const root = await realpath(path)
  const isContent = await findContent(root)
  return {
    name: path,
    format: 'markdown',
    complete: true,
    async *items(signal) {
      for await (const file of listFiles(root, signal)) {
        if (isPostFile(file, isContent)) yield* readPost(file, options.siteUrl)
        else if (isCommentsFile(file)) yield* readNdjson(file.path, file.place, options.siteUrl, signal)
      }
    },
  }
}

/** Whether any Markdown file of a folder has front matter, be it broken. */
export async function hasPosts(path: string): Promise<boolean> {
  const root = await realpath(path)
  const isContent = await findContent(root)
  for await (const file of listFiles(root)) {
    if (!isPostFile(file, isContent)) continue
    for await (const _item of readPost(file, undefined)) return true
  }
  return false
}

function isPostFile(file: SourceFile, isContent: IsContent): boolean {
  return file.kind === 'markdown' && isContent(file.place) && !/(?:^|\/)_index\.[^/]*$/.test(file.place)
}

function isCommentsFile(file: SourceFile): boolean {
  return file.kind === 'ndjson' && /^comments\./i.test(basename(file.path))
}

async function* readPost(file: SourceFile, siteUrl: string | undefined): AsyncGenerator<SourceItem> {
  const { place } = file
  const read = await readTextFile(file.path)
  if (read.text === undefined) {
    yield { kind: 'failed', place, reason: read.reason }
    return
  }
  const parts = readFrontMatter(read.text)
  if (parts.kind === 'broken') yield { kind: 'failed', place, reason: parts.reason }
  if (parts.kind === 'found')
    yield { kind: 'document', place, value: toRawPost({ ...parts, place }, siteUrl) }
}

type ReadText = { text: string; reason?: never } | { text?: never; reason: string }

/** The text of a UTF-8 file, or why there is none. A symbolic link put there in the meantime is not followed either. */
async function readTextFile(path: string): Promise<ReadText> {
  try {
    await using file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    const { size } = await file.stat()
    if (size > MAX_FILE_BYTES) {
      return { reason: `expected a file of at most ${MAX_FILE_BYTES} bytes, got ${size}` }
    }
    const text = decodeUtf8(await file.readFile())
    return text === undefined ? { reason: 'expected UTF-8, got bytes that are not' } : { text }
  } catch (error) {
    return { reason: `expected a file that can be read, got ${messageOf(error)}` }
  }
}
