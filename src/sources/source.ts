import { readdir, stat } from 'node:fs/promises'
import { InputError } from '../errors.ts'
import { hasPosts, openMarkdownFolder } from './markdown/markdown-folder.ts'
import { looksLikeNdjson, ndjsonFileSource, ndjsonFolderSource } from './ndjson-source.ts'
import type { Source, SourceOptions } from './source-types.ts'
import { listFiles, type SourceFile } from './walk.ts'

export type { FileFormat, Source, SourceItem, SourceOptions } from './source-types.ts'

const ACCEPTED =
  'expected an NDJSON file, a folder of NDJSON files, or a folder of Markdown files with YAML or TOML front matter'
const FORMATS = ['ndjson', 'markdown'] as const

/** The source at a path, recognised by what it is unless `options.format` ("ndjson" or "markdown") says it. Throws an InputError if it is nothing we know. */
export async function openSource(path: string, options: SourceOptions): Promise<Source> {
  checkOptions(options)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new InputError(`${path}: ${ACCEPTED}, found nothing there`)
  if (found.isDirectory()) return openFolder(path, options)
  if (!found.isFile()) throw new InputError(`${path}: ${ACCEPTED}, found neither a file nor a folder`)
  return openFile(path, options)
}

async function openFile(path: string, options: SourceOptions): Promise<Source> {
  if (options.format === 'markdown') {
    throw new InputError(`${path}: expected a folder of Markdown files, found a file`)
  }
  if (options.format === 'ndjson' || (await looksLikeNdjson(path))) return ndjsonFileSource(path, options)
  throw new InputError(`${path}: ${ACCEPTED}, found a file whose first line is no JSON object`)
}

async function openFolder(path: string, options: SourceOptions): Promise<Source> {
  if (options.format === 'markdown') return openMarkdownFolder(path, options)
  if (options.format === 'ndjson') return ndjsonFolderSource(path, options)
  const kinds = await findKinds(path)
  // A README beside NDJSON files does not make them a Markdown blog.
  const markdown = kinds.has('markdown') && (!kinds.has('ndjson') || (await hasPosts(path)))
  if (markdown) return openMarkdownFolder(path, options)
  if (kinds.has('ndjson')) return ndjsonFolderSource(path, options)
  throw new InputError(`${path}: ${ACCEPTED}, found a folder ${describeEntries(await readdir(path))}`)
}

async function findKinds(path: string): Promise<Set<SourceFile['kind']>> {
  const kinds = new Set<SourceFile['kind']>()
  for await (const file of listFiles(path)) kinds.add(file.kind)
  return kinds
}

function describeEntries(entries: readonly string[]): string {
  if (entries.length === 0) return 'that is empty'
  return `with ${entries.slice(0, 3).join(', ')}${entries.length > 3 ? ` and ${entries.length - 3} more` : ''}`
}

function checkOptions({ format, siteUrl }: SourceOptions): void {
  if (format !== undefined && !FORMATS.some((known) => known === format)) {
    throw new InputError(`format: expected ${FORMATS.join(' or ')}, got ${JSON.stringify(format)}`)
  }
  if (siteUrl !== undefined && !(/^https?:/i.test(siteUrl) && URL.canParse(siteUrl))) {
    throw new InputError(`site URL: expected a http:// or https:// address, got ${JSON.stringify(siteUrl)}`)
  }
}
