import { open, readdir, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../../core/errors.ts'
import { messageOf } from '../../core/message-of.ts'
import { createFetcher } from '../fetching/create-fetcher.ts'
import type { Fetcher } from '../fetching/fetcher.ts'
import { FILE_FORMATS, FOLDER_FORMATS } from './formats.ts'
import { withDistinctIds } from './id-prefix.ts'
import { openUrl } from './open-url.ts'
import type { FileFormat, Source, SourceItem, SourceOptions } from './source-types.ts'
import { allFiles, isSystemError, keepUnreadable } from './walk.ts'

export type { FileFormat, Source, SourceItem, SourceOptions } from './source-types.ts'

const HEAD_BYTES = 64 * 1024
const NAMES = [...new Set([...FILE_FORMATS, ...FOLDER_FORMATS].map(({ name }) => name))].sort()
const ACCEPTED = `expected a source of one of the formats ${NAMES.join(', ')}`
/** Only files with these extensions are opened to see whether a folder of files is a source. */
const MAYBE_A_SOURCE = /\.(?:xml|rss|atom|rdf|json|wxr)$/i

/** Options for opening sources. Addresses are opened through `fetch`, which by default fetches from no private network. */
type OpenOptions = SourceOptions & { fetch?: Fetcher }

/** The source at a path or an address. Its format is recognised, unless `options.format` gives it. Throws an InputError if there is no source of a known format. */
export async function openSource(place: string, options: OpenOptions = {}): Promise<Source> {
  checkOptions(options)
  if (/^https?:\/\//i.test(place)) return openUrl(place, { fetch: createFetcher(), ...options })
  const found = await stat(place).catch(() => undefined)
  if (found === undefined) throw new InputError(`${place}: ${ACCEPTED}, found nothing there`)
  if (found.isDirectory()) return openFolder(place, options)
  if (!found.isFile()) throw new InputError(`${place}: ${ACCEPTED}, found neither a file nor a folder`)
  return openFile(place, options)
}

async function openFile(path: string, options: SourceOptions): Promise<Source> {
  const wanted = options.format
  const format =
    wanted === undefined ? await recognise(path) : FILE_FORMATS.find(({ name }) => name === wanted)
  if (format !== undefined) return format.open(path, options)
  if (wanted !== undefined)
    throw new InputError(`${path}: expected a folder for the format ${wanted}, found a file`)
  throw new InputError(`${path}: ${ACCEPTED}, found a file that begins like none of them`)
}

async function openFolder(path: string, options: SourceOptions): Promise<Source> {
  for (const { name, recognises, open } of FOLDER_FORMATS) {
    const wanted = options.format
    if (wanted === undefined ? await recognises(path) : name === wanted) return open(path, options)
  }
  const files = await openFiles(path, options)
  if (files !== undefined) return files
  throw new InputError(`${path}: ${ACCEPTED}, found a folder ${describeEntries(await readdir(path))}`)
}

/** All sources in a folder as one source, such as the parts of an export. */
async function openFiles(path: string, options: SourceOptions): Promise<Source | undefined> {
  const opened: Source[] = []
  const unreadable: SourceItem[] = []
  const tell = keepUnreadable(path, unreadable)
  for await (const file of allFiles(path, tell)) {
    if (!MAYBE_A_SOURCE.test(file)) continue
    const format = await recognise(file).catch((error: unknown) => {
      tell(file, messageOf(error))
      return undefined
    })
    const isWanted = options.format === undefined || options.format === format?.name
    // A lone object in a file such as package.json is not NDJSON, whose files have names of their own.
    if (format !== undefined && isWanted && format.name !== 'ndjson') {
      opened.push(await format.open(file, options))
    }
  }
  if (opened.length === 0) return undefined
  const sources = withDistinctIds(opened)
  const [site] = sources.flatMap((source) => source.site ?? [])
  return {
    name: path,
    format: [...new Set(sources.map(({ format }) => format))].join(', '),
    complete: sources.every(({ complete }) => complete),
    ...(site !== undefined && { site }),
    async *items(signal) {
      for (const source of sources) yield* itemsOf(source, signal)
      yield* unreadable
    },
  }
}

/** The items of one file of many. If it cannot be read, the others still are. */
async function* itemsOf(source: Source, signal: AbortSignal | undefined): AsyncGenerator<SourceItem> {
  try {
    yield* source.items(signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof InputError) && !isSystemError(error)) throw error
    yield { kind: 'failed', place: basename(source.name), reason: messageOf(error) }
  }
}

async function recognise(path: string): Promise<FileFormat | undefined> {
  const head = await readHead(path)
  return FILE_FORMATS.find(({ recognises }) => recognises(head, basename(path)))
}

async function readHead(path: string): Promise<string> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
  return new TextDecoder().decode(buffer.subarray(0, bytesRead))
}

function describeEntries(entries: readonly string[]): string {
  if (entries.length === 0) return 'that is empty'
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
