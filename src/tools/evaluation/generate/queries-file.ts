import { access, constants, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { isGradedFile } from '../judged-query.ts'
import type { GeneratedKind } from './generate.ts'

/** The lines of a file of queries: query, kind and ids of posts with tabs between. */
export function formatQueries(kinds: readonly GeneratedKind[]): string {
  return kinds
    .flatMap(({ kind, items }) => items.map(({ q, ids }) => `${q}\t${kind}\t${ids.join(',')}\n`))
    .join('')
}

/** Checks a path before any work is done. Throws an InputError if it cannot be written, names a file of graded queries, or exists and may not be overwritten. */
export async function checkQueriesPath(path: string, overwrite: boolean): Promise<void> {
  if (isGradedFile(path)) {
    throw new InputError(`--generate: expected a file of lines with tabs, such as known.tsv, got ${path}`)
  }
  if (!overwrite && (await isAccessible(path))) throw existsAlready(path)
  if (!(await isAccessible(dirname(path), constants.W_OK))) {
    throw new InputError(`${path}: expected a folder that can be written to`)
  }
}

/** Writes a file of queries; overwrites one only if `overwrite` is set. Throws an InputError if it cannot be written. */
export async function writeQueries(path: string, content: string, overwrite: boolean): Promise<void> {
  await writeFile(path, content, { flag: overwrite ? 'w' : 'wx' }).catch((cause: unknown) => {
    if (hasCode(cause, 'EEXIST')) throw existsAlready(path)
    throw new InputError(`${path}: cannot be written`, { cause })
  })
}

function isAccessible(path: string, mode?: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}

function existsAlready(path: string): InputError {
  return new InputError(`${path}: exists already, expected a new file, or --force to overwrite it`)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
