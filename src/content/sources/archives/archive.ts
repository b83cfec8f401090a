import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { messageOf } from '../../../core/message-of.ts'
import { makeProcessFolder } from '../../../core/process-folder.ts'
import type { Source, SourceOptions } from '../source-types.ts'
import { unpackGzip, unpackZip } from './unpack.ts'

const KINDS = [
  { kind: 'zip', magics: ['504b0304', '504b0506'] },
  { kind: 'gz', magics: ['1f8b08'] },
] as const
/** Files by which documents of other programs, which are zip archives too, are known. */
const OF_OTHERS: readonly [string, string][] = [
  ['[Content_Types].xml', 'an Office document'],
  ['mimetype', 'an e-book or an OpenDocument file'],
]
/** Names of folders that mean something to a format, so they are not taken off. */
const TELLING_FOLDER = /^(?:_\w+|content|source|src|posts|blog|articles|pages)$/i

/** The kind of archive that a file is, by its first bytes. */
export function archiveKind(head: Buffer): 'zip' | 'gz' | undefined {
  const start = head.toString('hex', 0, 4)
  return KINDS.find(({ magics }) => magics.some((magic) => start.startsWith(magic)))?.kind
}

type OpenPath = (path: string, options: SourceOptions) => Promise<Source>

/**
 * The source that is packed in an archive. It is unpacked into a temporary folder each time that it is read, and the folder is
 * removed afterwards. Throws an InputError if the archive cannot be unpacked or has no source of a known format.
 */
export async function openArchive(
  path: string,
  kind: 'zip' | 'gz',
  { open, options }: { open: OpenPath; options: SourceOptions },
): Promise<Source> {
  const unpack = (signal?: AbortSignal) => unpacked(path, kind, signal)
  await using first = await unpack()
  const { title, format, complete } = await opened(first, path, () => open(first.path, options))
  return {
    name: path,
    format,
    ...(title !== undefined && { title: `${title}, packed as ${kind}` }),
    complete,
    async *items(signal) {
      await using again = await unpack(signal)
      const source = await opened(again, path, () => open(again.path, options))
      yield* source.items(signal)
    },
  }
}

type Unpacked = { path: string; folder: string } & AsyncDisposable

async function unpacked(
  path: string,
  kind: 'zip' | 'gz',
  signal: AbortSignal | undefined,
): Promise<Unpacked> {
  const folder = await makeProcessFolder()
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const inside = join(folder, 'unpacked')
    await mkdir(inside)
    if (kind === 'zip') await unpackZip(path, inside, { signal })
    const unpackedPath =
      kind === 'zip' ? await withoutOuterFolders(inside) : await unpackGzip(path, inside, { signal })
    return { path: unpackedPath, folder, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await remove()
    signal?.throwIfAborted()
    throw new InputError(
      `${path}: expected a ${kind} archive that can be unpacked, got one that cannot: ${messageOf(error).replaceAll(folder, '')}`,
      { cause: error },
    )
  }
}

/** The only file of an archive, or the folder in which several are: most archives have one folder around all. */
async function withoutOuterFolders(folder: string): Promise<string> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'))
  const other = OF_OTHERS.find(([sign]) => entries.some(({ name }) => name === sign))?.[1]
  if (other !== undefined) throw new InputError(`it is ${other}`)
  const [only] = entries
  if (only === undefined || entries.length > 1) return folder
  const inside = join(folder, only.name)
  if (only.isFile()) return inside
  return TELLING_FOLDER.test(only.name) ? folder : withoutOuterFolders(inside)
}

/** The source of what was unpacked. Its errors name the archive, not the temporary folder. */
async function opened(
  { path: inside, folder }: Unpacked,
  path: string,
  open: () => Promise<Source>,
): Promise<Source> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const message = error.message.replaceAll(inside, path).replaceAll(folder, path)
    throw new InputError(message, { cause: error })
  }
}
