import { access, writeFile } from 'node:fs/promises'
import { InputError } from '../../errors.ts'
import type { GeneratedKind } from './generate.ts'

/** The lines of a file of queries: query, kind and ids of posts with tabs between. */
export function formatQueries(kinds: readonly GeneratedKind[]): string {
  return kinds
    .flatMap(({ kind, items }) => items.map(({ q, ids }) => `${q}\t${kind}\t${ids.join(',')}\n`))
    .join('')
}

/** Refuses, before any work is done, a path whose file would be read as judged queries of another kind, and one that exists unless it may be overwritten. */
export async function checkQueriesPath(path: string, overwrite: boolean): Promise<void> {
  if (/\.(ndjson|jsonl)$/.test(path)) {
    throw new InputError(`--generate: expected a file of lines with tabs, such as known.tsv, got ${path}`)
  }
  const exists = await access(path).then(
    () => true,
    () => false,
  )
  if (exists && !overwrite) throw existsAlready(path)
}

/** Writes a file of queries; an existing one only if it may be overwritten. Throws an InputError where that cannot be. */
export async function writeQueries(path: string, content: string, overwrite: boolean): Promise<void> {
  await writeFile(path, content, { flag: overwrite ? 'w' : 'wx' }).catch((cause: unknown) => {
    if (hasCode(cause, 'EEXIST')) throw existsAlready(path)
    throw new InputError(`${path}: cannot be written`, { cause })
  })
}

function existsAlready(path: string): InputError {
  return new InputError(`${path}: exists already, expected a new file, or --force to overwrite it`)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
