import { basename } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import type { FileFormat, Source, SourceItem, SourceOptions } from '../source-types.ts'
import { type GhostOptions, type GhostPost, toItem } from './ghost-post.ts'
import { emptyTables, fillTables, TABLES } from './ghost-tables.ts'
import { readJsonValues } from './json-values.ts'

/** The end of an export's name, which may have its time; the export does not say of what site it is. */
const EXPORT_NAME = /(?:[.-]ghost)?(?:[.-]\d{4}-\d{2}-\d{2}[\d-]*)?\.json$/i
/** The paths of the tables in exports. Older ones have them in a list of databases. */
const ROOTS = ['$.db.*.data', '$.data']

/** Ghost's export: one JSON file, read twice, since the tables of tags and authors come after the posts. */
export const ghostFormat: FileFormat = {
  name: 'ghost',
  title: 'Ghost export',
  recognises: (head) =>
    /^\s*\{/.test(head) && /"exported_on"|"db"\s*:\s*\[\s*\{\s*"(?:meta|data)"/.test(head.slice(0, 4_000)),
  open: openGhostFile,
}

function openGhostFile(path: string, { siteUrl, permalink, pages = false }: SourceOptions): Source {
  return {
    name: path,
    format: 'ghost',
    complete: true,
    site: basename(path).replace(EXPORT_NAME, ''),
    items: (signal) => readGhost(path, { siteUrl, permalink, pages }, signal),
  }
}

async function* readGhost(
  path: string,
  options: GhostOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const name = basename(path)
  const tables = emptyTables()
  try {
    for await (const { list, value } of readJsonValues(path, pathsOf(TABLES), signal))
      fillTables(tables, list, value)
    let number = 0
    for await (const { value } of readJsonValues(path, pathsOf(['posts']), signal)) {
      number += 1
      yield toItem(value, `${name}: post ${number}`, (post) => labelsOf(post), options)
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    yield { kind: 'failed', place: name, reason: error.message }
  }

  function labelsOf({ id, author_id: onlyAuthor }: GhostPost) {
    const tags = (tables.tagsOfPost.get(id) ?? []).flatMap((tag) => tables.tags.get(tag) ?? [])
    const users = tables.authorsOfPost.get(id) ?? (onlyAuthor == null ? [] : [String(onlyAuthor)])
    const authors = users.flatMap((user) => tables.users.get(user) ?? [])
    return { tags, authors, language: tables.language }
  }
}

function pathsOf(tables: readonly string[]): string[] {
  return ROOTS.flatMap((root) => tables.map((table) => `${root}.${table}.*`))
}
