import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of a folder's tree; `place` is its path in the folder, with "/". */
export type SourceFile = { path: string; place: string; kind: 'markdown' | 'ndjson' }

const KINDS: [RegExp, SourceFile['kind']][] = [
  [/\.(?:md|markdown|mdown|mkdn?)$/i, 'markdown'],
  [/\.(?:ndjson|jsonl)$/i, 'ndjson'],
]
/** What tools keep beside a blog. Names with "." in front are hidden as well. */
const SKIPPED_FOLDERS = new Set(['node_modules', '_site', '_layouts', '_includes', '_data', '_sass'])

/** The Markdown and NDJSON files of a folder's tree, by name. Symbolic links are not followed, so nothing outside of the folder is read. */
export async function* listFiles(
  folder: string,
  signal?: AbortSignal,
  place = '',
): AsyncGenerator<SourceFile, void, undefined> {
  for (const entry of await readSorted(folder)) {
    signal?.throwIfAborted()
    const inside = { path: join(folder, entry.name), place: place + entry.name }
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) {
      yield* listFiles(inside.path, signal, `${inside.place}/`)
    }
    const kind = KINDS.find(([pattern]) => pattern.test(entry.name))?.[1]
    if (entry.isFile() && kind !== undefined) yield { ...inside, kind }
  }
}

async function readSorted(folder: string) {
  const entries = []
  for await (const entry of await opendir(folder)) {
    if (!entry.name.startsWith('.')) entries.push(entry)
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** All files of a folder's tree that are not hidden, or the file itself if the path is one; none if it is nothing. */
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
