import { realpath } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { readNdjsonOf } from '../ndjson-source.ts'
import type { Source, SourceItem, SourceOptions } from '../source-types.ts'
import { type Folder, listFiles, type SourceFile } from '../walk.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import type { Site } from './layout.ts'
import { type OpenedSite, openSite } from './layouts.ts'
import { readPost } from './markdown-post.ts'
import { splitDate, splitPlace } from './place.ts'
import { readTextFile } from './read-text-file.ts'

/** A longer file is no post. */
const MAX_FILE_BYTES = 32 * 1024 * 1024

/** Markdown about the project, beside its content. */
const ABOUT_PROJECT = /(?:^|\/)(?:readme|changelog|contributing|code_of_conduct|license|security)\b[^/]*$/i

/**
 * The posts of a folder of Markdown files with front matter, and the comments of any `comments.ndjson` among them.
 * Markdown without front matter and the `_index.md` of a section are no posts. Throws an InputError if
 * no file has front matter, or if the configuration of the site cannot be read.
 */
export async function openMarkdownFolder(path: string, options: SourceOptions): Promise<Source> {
  const root = await realpath(path)
  const opened = await openSite(root, options)
  const { site, inSite } = opened
  if (!(await hasPostsOf(opened, root))) {
    throw new InputError(`${path}: expected Markdown files with YAML or TOML front matter, found none`)
  }
  return {
    name: path,
    format: 'markdown',
    ...(site.generator !== undefined && { title: site.generator }),
    complete: true,
    ...(site.notes !== undefined && { notes: site.notes }),
    async *items(signal) {
      const above = placeInSite(inSite)
      for await (const file of listFiles(root, signal, inSite)) {
        const items = isCommentsFile(file)
          ? readNdjsonOf(file, options, signal)
          : readFile(file, site, options)
        for await (const item of items) yield { ...item, place: item.place.slice(above.length) }
      }
    },
  }
}

/** Whether any Markdown file of a folder has front matter, even if it is broken. */
export async function hasPosts(path: string): Promise<boolean> {
  const root = await realpath(path)
  return hasPostsOf(await openSite(root, {}), root)
}

/** The place of the given folder in its site, with "/" at the end, or nothing. */
function placeInSite(inSite: readonly Folder[]): string {
  return inSite.map(({ name }) => `${name}/`).join('')
}

/** The folder of the site that a folder is, or is a part of. */
export async function siteRootOf(path: string): Promise<string> {
  return (await openSite(await realpath(path), {})).root
}

async function hasPostsOf({ site, inSite }: OpenedSite, root: string): Promise<boolean> {
  for await (const file of listFiles(root, undefined, inSite)) {
    if (file.kind === 'unreadable') continue
    for await (const { kind } of readFile(file, site, { pages: true })) if (kind !== 'skipped') return true
  }
  return false
}

function isCommentsFile(file: SourceFile): boolean {
  return file.kind === 'ndjson' && /^comments\./i.test(basename(file.path))
}

/** The post of a file, or the reason why there is none; nothing if the file is no content. */
async function* readFile(file: SourceFile, site: Site, options: SourceOptions): AsyncGenerator<SourceItem> {
  const { kind, place } = file
  const role = site.roleOf(file)
  if (kind === 'unreadable') yield { kind: 'failed', place, reason: file.reason ?? '' }
  else if (kind === 'link') yield { kind: 'skipped', place, what: 'post', reason: 'symbolic link' }
  else if (kind === 'markdown' && role !== undefined) yield* readMarkdown(file, site, { ...options, role })
  else if (kind === 'html' && role === 'post' && isHtmlPost(file, site)) yield* readHtml(file, site, options)
  else if (kind === 'markup' && role === 'post' && !ABOUT_PROJECT.test(place)) {
    yield { kind: 'skipped', place, what: 'post', reason: `${extname(place)}, which is not read` }
  }
}

/** Whether an HTML file is a post. Without a generator, the date in its name tells a post from a template. */
function isHtmlPost({ place }: SourceFile, { htmlPosts }: Site): boolean {
  return htmlPosts === true || splitDate(splitPlace(place).stem).date !== undefined
}

type ReadOptions = SourceOptions & { role: 'post' | 'page' }

async function* readMarkdown(
  file: SourceFile,
  site: Site,
  { role, ...options }: ReadOptions,
): AsyncGenerator<SourceItem> {
  const { place } = file
  const parts = await readParts(file, site)
  if (parts.kind === 'failed') yield parts
  else if (parts.kind === 'none') {
    if (role === 'post' && !ABOUT_PROJECT.test(place)) {
      yield { kind: 'skipped', place, what: 'post', reason: 'without front matter' }
    }
  } else if (role === 'page' && options.pages !== true) {
    yield { kind: 'skipped', place, what: 'post', reason: 'page' }
  } else yield toDocument(file, parts, site, options)
}

/** The post of an HTML file with front matter; without front matter it is none. */
async function* readHtml(file: SourceFile, site: Site, options: SourceOptions): AsyncGenerator<SourceItem> {
  const parts = await readParts(file, site)
  if (parts.kind === 'failed') yield parts
  else if (parts.kind === 'found') yield toDocument(file, parts, site, options)
}

type Found = Extract<FrontMatter, { kind: 'found' }>

function toDocument(
  { place, folders }: SourceFile,
  parts: Found,
  site: Site,
  { siteUrl, facets }: SourceOptions,
): SourceItem {
  const warnings: string[] = []
  const warn = (warning: string) => warnings.push(warning)
  const post = readPost({ ...parts, place, folders }, siteUrl, site, warn, facets)
  const repaired = [...new Set(warnings.map((warning) => `${warning.replace(/: .*/s, '')} set aside`))]
  return {
    ...{ kind: 'document', place, ...post },
    ...(site.publishesFuture && { beforeDate: true }),
    ...(warnings.length > 0 && { repaired, warnings }),
  }
}

async function readParts(
  file: SourceFile,
  site: Site,
): Promise<Found | { kind: 'none' } | Extract<SourceItem, { kind: 'failed' }>> {
  const { place } = file
  const read = await readTextFile(file.path, MAX_FILE_BYTES)
  if (read.text === undefined) return { kind: 'failed', place, reason: read.reason }
  const parts = (site.readFrontMatter ?? readFrontMatter)(read.text)
  if (parts.kind === 'broken') {
    const { line, column, reason } = parts
    const at = [place, line, column].filter((part) => part !== undefined).join(':')
    return { kind: 'failed', place: at, reason }
  }
  const isAboutProject = ABOUT_PROJECT.test(place) && !place.includes('/')
  if (parts.kind === 'found' || isAboutProject || site.withoutFrontMatter?.(file) !== true) return parts
  return { kind: 'found', language: 'yaml', fields: {}, body: read.text }
}
