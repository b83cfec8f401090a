import type { Dirent } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** The kind of a file by its name. `markup` is a language that is not read, `link` a symbolic link to a folder or to a possible post. */
type FileKind = 'markdown' | 'ndjson' | 'html' | 'markup' | 'link'

/** A file of a folder's tree; `place` is its path in the folder, with "/". */
export type SourceFile = {
  path: string
  place: string
  kind: FileKind
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
/** Folders of tools beside a blog. Names that begin with "." are skipped as well. */
const SKIPPED_FOLDERS = new Set(['node_modules', '_site', '_layouts', '_includes', '_data', '_sass'])

/** The files of a folder's tree that may be content, sorted by name. Symbolic links are not followed, so nothing outside of the folder is read. */
export async function* listFiles(
  folder: string,
  signal?: AbortSignal,
  above: readonly Folder[] = [],
): AsyncGenerator<SourceFile, void, undefined> {
  const entries = await readSorted(folder)
  const index = findIndex(entries.map((entry) => entry.name))
  const own = above.at(-1)
  const folders = own === undefined ? above : [...above.slice(0, -1), { ...own, ...(index && { index }) }]
  for (const entry of entries) {
    signal?.throwIfAborted()
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) {
      yield* listFiles(path, signal, [...folders, { name: entry.name }])
    }
    const kind = await kindOf(entry, path)
    const place = [...folders.map(({ name }) => name), entry.name].join('/')
    if (kind !== undefined) yield { path, place, kind, folders }
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

async function kindOf(entry: Dirent, path: string): Promise<FileKind | undefined> {
  const kind = KINDS.find(([name]) => name.test(entry.name))?.[1]
  if (entry.isFile()) return kind
  if (!entry.isSymbolicLink()) return undefined
  const target = await stat(path).catch(() => undefined)
  return kind === 'markdown' || target?.isDirectory() ? 'link' : undefined
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

/** All files of a folder's tree that are not hidden, or the file itself if the path is a file; none if nothing is there. */
export async function* allFiles(path: string): AsyncGenerator<string, void, undefined> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile()) yield path
  if (!found?.isDirectory()) return
  for (const entry of await readSorted(path)) {
    const inside = join(path, entry.name)
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* allFiles(inside)
    else if (entry.isFile()) yield inside
  }
}
