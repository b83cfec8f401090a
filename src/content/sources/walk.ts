import type { Dirent } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { messageOf } from '../../core/message-of.ts'
import type { SourceItem } from './source-types.ts'

/** The kind of a file by its name. `markup` is a language that is not read, `link` a symbolic link to a folder or to a possible post, `unreadable` a folder or link that may lead to posts and cannot be read. */
type FileKind = 'markdown' | 'ndjson' | 'html' | 'markup' | 'link' | 'unreadable'

/** A file of a folder's tree; `place` is its path in the folder, with "/". */
export type SourceFile = {
  path: string
  place: string
  kind: FileKind
  /** Why it cannot be read, if so. */
  reason?: string
  /** The folders that it lies in, from the outermost. */
  folders: readonly Folder[]
}

/** A folder of the tree. `index` says whether an `index.md` makes it a page, or an `_index.md` a section. */
export type Folder = { name: string; index?: 'page' | 'section' }

const MARKDOWN = /\.(?:md|mdx|markdown|mdown|mkdn?)$/i
const KINDS: readonly [RegExp, FileKind][] = [
  [MARKDOWN, 'markdown'],
  [/\.(?:ndjson|jsonl)$/i, 'ndjson'],
  [/\.html?$/i, 'html'],
  [/\.(?:textile|adoc|asciidoc|org|rst|mediawiki)$/i, 'markup'],
]
/** Names that may lead to content: those of files that are read, and those without an extension, which may be folders. */
const MAYBE_CONTENT = /^[^.]+$|\.(?:xml|rss|atom|rdf|wxr|json|ya?ml|xhtml)$/i
/** Folders of tools beside a blog. Names that begin with "." are skipped as well. */
const SKIPPED_FOLDERS = new Set(['node_modules', '_site', '_layouts', '_includes', '_data', '_sass'])

/** The files of a folder's tree that may be content, sorted by name. Symbolic links are not followed, so nothing outside of the folder is read. A folder inside that cannot be read is told as one of them. */
export async function* listFiles(
  folder: string,
  signal?: AbortSignal,
  above: readonly Folder[] = [],
): AsyncGenerator<SourceFile, void, undefined> {
  const entries = await readSorted(folder)
  yield* listEntries(entries, { folder, above, signal })
}

async function* listEntries(
  entries: readonly Dirent[],
  { folder, above, signal }: { folder: string; above: readonly Folder[]; signal: AbortSignal | undefined },
): AsyncGenerator<SourceFile, void, undefined> {
  const index = findIndex(entries.map((entry) => entry.name))
  const own = above.at(-1)
  const folders = own === undefined ? above : [...above.slice(0, -1), { ...own, ...(index && { index }) }]
  for (const entry of entries) {
    signal?.throwIfAborted()
    const path = join(folder, entry.name)
    const place = [...folders.map(({ name }) => name), entry.name].join('/')
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) {
      const inside = await readSorted(path).catch(whyUnreadable)
      if (typeof inside === 'string') yield { path, place, kind: 'unreadable', reason: inside, folders }
      else yield* listEntries(inside, { folder: path, above: [...folders, { name: entry.name }], signal })
    }
    const found = await kindOf(entry, path)
    if (found !== undefined) yield { path, place, folders, ...found }
  }
}

/** The folders from below `root` down to `folder`, as `listFiles` takes them. Undefined if one of them is not read. */
export async function foldersBetween(root: string, folder: string): Promise<Folder[] | undefined> {
  const names = relative(root, folder).split(sep)
  if (names.some((name) => SKIPPED_FOLDERS.has(name) || name.startsWith('.'))) return undefined
  const folders: Folder[] = []
  let path = root
  for (const name of names) {
    path = join(path, name)
    const index = findIndex((await readSorted(path)).map((entry) => entry.name))
    folders.push({ name, ...(index && { index }) })
  }
  return folders
}

async function kindOf(entry: Dirent, path: string): Promise<Pick<SourceFile, 'kind' | 'reason'> | undefined> {
  const kind = KINDS.find(([name]) => name.test(entry.name))?.[1]
  if (entry.isFile()) return kind && { kind }
  if (!entry.isSymbolicLink()) return undefined
  const target = await stat(path).catch(whyUnreadable)
  if (typeof target === 'string') {
    return mayBeContent(entry.name) ? { kind: 'unreadable', reason: target } : undefined
  }
  return kind === 'markdown' || target.isDirectory() ? { kind: 'link' } : undefined
}

function mayBeContent(name: string): boolean {
  return MAYBE_CONTENT.test(name) || KINDS.some(([pattern]) => pattern.test(name))
}

/** Whether the operating system refused something, such as to read a file. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function whyUnreadable(error: unknown): string {
  return `expected a file or folder that can be read, got ${messageOf(error)}`
}

function findIndex(names: readonly string[]): Folder['index'] {
  const markdown = names.filter((name) => MARKDOWN.test(name))
  if (markdown.some((name) => /^index\./.test(name))) return 'page'
  return markdown.some((name) => /^_index\./.test(name)) ? 'section' : undefined
}

async function readSorted(folder: string) {
  const entries = []
  for await (const entry of await opendir(folder)) {
    if (!entry.name.startsWith('.')) entries.push(entry)
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** All files of a folder's tree that are not hidden, or the file itself if the path is a file; none if nothing is there. `tell` is told of folders and links that cannot be read. */
export async function* allFiles(
  path: string,
  tell: (path: string, reason: string) => void = () => undefined,
): AsyncGenerator<string, void, undefined> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile()) yield path
  if (!found?.isDirectory()) return
  const entries = await readSorted(path).catch(whyUnreadable)
  if (typeof entries === 'string') {
    tell(path, entries)
    return
  }
  for (const entry of entries) {
    const inside = join(path, entry.name)
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* allFiles(inside, tell)
    else if (entry.isFile()) yield inside
    else if (entry.isSymbolicLink()) await tellIfBroken(entry.name, inside, tell)
  }
}

async function tellIfBroken(
  name: string,
  path: string,
  tell: (path: string, reason: string) => void,
): Promise<void> {
  const target = mayBeContent(name) ? await stat(path).catch(whyUnreadable) : undefined
  if (typeof target === 'string') tell(path, target)
}

/** A function for `allFiles` that keeps what it is told as failed items; their places are paths in the folder. */
export function keepUnreadable(folder: string, failed: SourceItem[]): (path: string, reason: string) => void {
  return (path, reason) => {
    const place = relative(folder, path).split(sep).join('/') || folder
    failed.push({ kind: 'failed', place, reason })
  }
}
