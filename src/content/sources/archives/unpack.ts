import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { InputError } from '../../../core/errors.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits, UnpackedBytes } from './limits.ts'

/** The files of an archive that may be content or the configuration of a site. Pictures and the like stay packed. */
const WANTED =
  /\.(?:atom|cjs|csv|html?|jsonl?|js|markdown|mdx?|meta|mjs|mkdn?|mdown|ndjson|py|rdf|rss|rst|toml|ts|txt|wxr|xhtml|xml|ya?ml)$/i
/** Files that tell what an archive is, if it is none of the exports. */
const TELLING = /^(?:\[Content_Types\]\.xml|mimetype)$/
/** Copies of attributes of files, which macOS adds. */
const OF_MACOS = /^__MACOSX\//
const TYPE_OF_FILE = 0xf000
const LINK = 0xa000

/**
 * Unpacks the texts of a zip archive into a folder. Throws an InputError if it is damaged or has a password, if a name in it leads
 * out of the folder, or if it holds more than the limits allow.
 */
export async function unpackZip(
  path: string,
  folder: string,
  { signal, limits = ARCHIVE_LIMITS }: { signal?: AbortSignal | undefined; limits?: ArchiveLimits } = {},
): Promise<void> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true })
  try {
    if (zip.entryCount > limits.entries) {
      throw new InputError(`expected at most ${limits.entries} files in the archive, got ${zip.entryCount}`)
    }
    const counted = new UnpackedBytes((await stat(path)).size, limits)
    for await (const entry of zip.eachEntry()) {
      signal?.throwIfAborted()
      if (isWanted(entry)) await unpackEntry(zip, entry, { folder, counted, signal })
    }
  } finally {
    zip.close()
  }
}

/** Unpacks a gzip file into a folder, and returns the path of the file. Throws an InputError if it holds more than the limits allow. */
export async function unpackGzip(
  path: string,
  folder: string,
  { signal, limits = ARCHIVE_LIMITS }: { signal?: AbortSignal | undefined; limits?: ArchiveLimits } = {},
): Promise<string> {
  const target = join(folder, basename(path).replace(/\.gz$/i, '') || 'unpacked')
  const counted = new UnpackedBytes((await stat(path)).size, limits)
  await pipeline(createReadStream(path), createGunzip(), counted.counting(), createWriteStream(target), {
    ...(signal && { signal }),
  })
  return target
}

function isWanted({ fileName, externalFileAttributes }: Entry): boolean {
  const isLink = ((externalFileAttributes >>> 16) & TYPE_OF_FILE) === LINK
  return (WANTED.test(fileName) || TELLING.test(fileName)) && !isLink && !OF_MACOS.test(fileName)
}

type Unpacking = { folder: string; counted: UnpackedBytes; signal: AbortSignal | undefined }

async function unpackEntry(
  zip: ZipFile,
  entry: Entry,
  { folder, counted, signal }: Unpacking,
): Promise<void> {
  if (entry.isEncrypted())
    throw new InputError(`expected an archive without a password, got ${entry.fileName} with one`)
  // The library refuses names that are absolute or have "..", and entries that are not as large as they say.
  const target = join(folder, entry.fileName)
  await mkdir(dirname(target), { recursive: true })
  const options = { ...(signal && { signal }) }
  const content = await zip.openReadStreamPromise(entry)
  await pipeline(content, counted.counting(), createWriteStream(target, { flags: 'wx' }), options)
}
