import { readdir, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../../core/errors.ts'
import { messageOf } from '../../core/message-of.ts'
import { createFetcher } from '../fetching/create-fetcher.ts'
import type { Fetcher } from '../fetching/fetcher.ts'
import { archiveKind, openArchive } from './archives/archive.ts'
import { decodeStart } from './decode-text.ts'
import { FILE_FORMATS, FOLDER_FORMATS } from './formats.ts'
import { withDistinctIds } from './id-prefix.ts'
import { looksLike } from './looks-like.ts'
import { joinSources, readHead } from './many-files.ts'
import { openUrl } from './open-url.ts'
import type { FileFormat, FolderFormat, Source, SourceItem, SourceOptions } from './source-types.ts'
import { allFiles, keepUnreadable } from './walk.ts'

export type { FileFormat, Source, SourceItem, SourceOptions } from './source-types.ts'

/** A sitemap has an address only: it lists the pages of a live site. */
const SITEMAP = 'sitemap'
const NAMES = [...new Set([...FILE_FORMATS, ...FOLDER_FORMATS].map(({ name }) => name)), SITEMAP].sort()
const ACCEPTED = `expected a source of one of the formats ${NAMES.join(', ')}`
/** Only files with these extensions are opened to see whether a folder of files is a source. */
const MAYBE_A_SOURCE = /\.(?:xml|rss|atom|rdf|json|wxr|txt)$/i

/** Options for opening sources. Addresses are opened through `fetch`, which by default fetches from no private network. */
export type OpenOptions = SourceOptions & { fetch?: Fetcher }

/** The source at a path or an address. Its format is recognised, unless `options.format` gives it. Throws an InputError if there is no source of a known format. */
export async function openSource(place: string, options: OpenOptions = {}): Promise<Source> {
  checkOptions(options)
  if (/^https?:\/\//i.test(place)) return openUrl(place, { fetch: createFetcher(), ...options })
  const found = await stat(place).catch(() => undefined)
  if (found === undefined)
    throw new InputError(`${place}: expected a file, a folder or an address, found nothing there`)
  if (!found.isDirectory() && !found.isFile()) {
    throw new InputError(
      `${place}: expected a file, a folder or an address, found neither a file nor a folder`,
    )
  }
  const kind = found.isFile() ? archiveKind(await readHead(place)) : undefined
  // An archive in an archive is not opened: some archives hold themselves.
  return kind === undefined ? openPath(place, options) : openArchive(place, kind, { open: openPath, options })
}

async function openPath(path: string, options: SourceOptions): Promise<Source> {
  return (await stat(path)).isDirectory() ? openFolder(path, options) : openFile(path, options)
}

async function openFile(path: string, options: SourceOptions): Promise<Source> {
  const head = await readHead(path)
  const wanted = options.format
  const format =
    wanted === undefined ? recognise(head, path) : FILE_FORMATS.find(({ name }) => name === wanted)
  if (format !== undefined) return openAs(format, path, options)
  if (wanted !== undefined) {
    const expected = wanted === SITEMAP ? 'an address' : 'a folder'
    throw new InputError(`${path}: expected ${expected} for the format ${wanted}, found a file`)
  }
  if (head.length === 0) throw new InputError(`${path}: expected a source, found an empty file`)
  throw new InputError(`${path}: ${ACCEPTED}, found a file that looks like ${looksLike(head)}`)
}

async function openFolder(path: string, options: SourceOptions): Promise<Source> {
  const wanted = options.format
  for (const format of FOLDER_FORMATS) {
    const isIt = wanted === undefined ? await format.recognises(path) : format.name === wanted
    if (isIt) return openAs(format, path, options)
  }
  const files = await openFiles(path, options)
  if (files !== undefined) return files
  const entries = await readdir(path)
  if (entries.length === 0) throw new InputError(`${path}: expected a source, found an empty folder`)
  throw new InputError(`${path}: ${ACCEPTED}, found a folder ${describeEntries(entries)}`)
}

/** All sources in a folder as one source, such as the parts of an export. */
async function openFiles(path: string, options: SourceOptions): Promise<Source | undefined> {
  const opened: Source[] = []
  const unreadable: SourceItem[] = []
  const tell = keepUnreadable(path, unreadable)
  for await (const file of allFiles(path, tell)) {
    if (!MAYBE_A_SOURCE.test(file)) continue
    const head = await readHead(file).catch((error: unknown) => {
      tell(file, messageOf(error))
      return Buffer.alloc(0)
    })
    const format = recognise(head, file)
    const isWanted = options.format === undefined || options.format === format?.name
    // A lone object in a file such as package.json is not NDJSON, whose files have names of their own.
    if (format !== undefined && isWanted && format.name !== 'ndjson') {
      opened.push(await openAs(format, file, options))
    }
  }
  return opened.length === 0 ? undefined : joinSources(path, withDistinctIds(opened), unreadable)
}

async function openAs(
  { title, open }: FileFormat | FolderFormat,
  path: string,
  options: SourceOptions,
): Promise<Source> {
  return { title, ...(await open(path, options)) }
}

function recognise(head: Buffer, path: string): FileFormat | undefined {
  const text = decodeStart(head)
  return FILE_FORMATS.find(({ recognises }) => recognises(text, basename(path)))
}

function describeEntries(entries: readonly string[]): string {
  return `with ${entries.slice(0, 3).join(', ')}${entries.length > 3 ? ` and ${entries.length - 3} more` : ''}`
}

function checkOptions({ format, siteUrl }: SourceOptions): void {
  if (format !== undefined && !NAMES.includes(format)) {
    throw new InputError(`format: expected ${NAMES.join(', ')}, got ${JSON.stringify(format)}`)
  }
  if (siteUrl !== undefined && !(/^https?:/i.test(siteUrl) && URL.canParse(siteUrl))) {
    throw new InputError(`site URL: expected a http:// or https:// address, got ${JSON.stringify(siteUrl)}`)
  }
}
