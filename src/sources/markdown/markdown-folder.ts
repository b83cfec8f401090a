import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../../errors.ts'
import { readNdjson } from '../ndjson-source.ts'
import type { Source, SourceItem, SourceOptions } from '../source-types.ts'
import { listFiles, type SourceFile } from '../walk.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import type { Site } from './layout.ts'
import { openSite } from './layouts.ts'
import { toRawPost } from './markdown-post.ts'
import { readTextFile } from './read-text-file.ts'

/** A longer file is no post. */
const MAX_FILE_BYTES = 32 * 1024 * 1024

/**
 * The posts of a folder of Markdown files with front matter, and the comments of any `comments.ndjson` among them.
 * Markdown without front matter (a README) and the `_index.md` of a section are no posts. Throws an InputError if
 * no file has front matter, or if the configuration of the site cannot be read.
 */
export async function openMarkdownFolder(path: string, options: SourceOptions): Promise<Source> {
  const root = await realpath(path)
  const site = await openSite(root, options)
  if (!(await hasPostsOf(site, root))) {
    throw new InputError(`${path}: expected Markdown files with YAML or TOML front matter, found none`)
  }
  return {
    name: path,
    format: 'markdown',
    complete: true,
    async *items(signal) {
      for await (const file of listFiles(root, signal)) {
        if (file.kind === 'markdown') yield* readMarkdown(file, site, options)
        else if (isCommentsFile(file)) yield* readNdjson(file.path, file.place, options.siteUrl, signal)
      }
    },
  }
}

/** Whether any Markdown file of a folder has front matter, be it broken. */
export async function hasPosts(path: string): Promise<boolean> {
  const root = await realpath(path)
  return hasPostsOf(await openSite(root, {}), root)
}

async function hasPostsOf(site: Site, root: string): Promise<boolean> {
  for await (const file of listFiles(root)) {
    if (file.kind !== 'markdown') continue
    for await (const _item of readMarkdown(file, site, { pages: true })) return true
  }
  return false
}

function isCommentsFile(file: SourceFile): boolean {
  return file.kind === 'ndjson' && /^comments\./i.test(basename(file.path))
}

async function* readMarkdown(
  file: SourceFile,
  site: Site,
  options: SourceOptions,
): AsyncGenerator<SourceItem> {
  const role = site.roleOf(file)
  if (role === undefined) return
  const { place, folders } = file
  const read = await readTextFile(file.path, MAX_FILE_BYTES)
  if (read.text === undefined) {
    yield { kind: 'failed', place, reason: read.reason }
    return
  }
  const parts = readParts(read.text, site)
  if (parts.kind === 'broken') yield { kind: 'failed', place, reason: parts.reason }
  if (parts.kind !== 'found') return
  if (role === 'page' && options.pages !== true) {
    yield { kind: 'skipped', place, what: 'post', reason: 'page' }
  } else {
    yield { kind: 'document', place, value: toRawPost({ ...parts, place, folders }, options.siteUrl, site) }
  }
}

function readParts(text: string, site: Site): FrontMatter {
  const parts = readFrontMatter(text)
  if (parts.kind !== 'none' || site.withoutFrontMatter !== true) return parts
  return { kind: 'found', language: 'yaml', fields: {}, body: text }
}
