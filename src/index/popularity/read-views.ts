import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { InputError } from '../../core/errors.ts'

/** How often a post was viewed, by its id or its address. `place` is the line: `views.csv:3`. */
export type Views = { place: string; id?: string; url?: string; views: number }

const MAX_RECORD_BYTES = 64 * 1024
const HEADER = 'expected the columns "views" and "url" or "id"'

/**
 * The rows of a CSV file with a header: `url` (or `page`, `path`) or `id`, and `views` (or `pageviews`, `count`), as analytics export them;
 * other columns are left out. Throws an InputError that names the line, the column, what was expected and what came.
 */
export async function* readViews(path: string): AsyncGenerator<Views, void, undefined> {
  const name = basename(path)
  const rows = pipeline(
    createReadStream(path),
    parse({
      bom: true,
      columns: (header: string[]) => header.map((column) => column.trim().toLowerCase()),
      delimiter: [',', ';', '\t'],
      info: true,
      max_record_size: MAX_RECORD_BYTES,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }),
    // An error of either is thrown where rows are read.
    () => undefined,
  )
  try {
    for await (const { record, info } of rows) yield toViews(record, `${name}:${info.lines}`)
  } catch (error) {
    if (error instanceof CsvError) throw new InputError(`${name}: expected CSV, got ${error.message}`)
    if (error instanceof Error && 'syscall' in error)
      throw new InputError(`${path}: cannot be read: ${error.message}`)
    throw error
  }
}

function toViews(record: Record<string, string>, place: string): Views {
  const id = record.id
  const url = record.url ?? record.page ?? record.path
  const given = record.views ?? record.pageviews ?? record.count
  if (given === undefined || (id === undefined && url === undefined)) {
    throw new InputError(`${place}: ${HEADER}, got ${Object.keys(record).join(', ')}`)
  }
  // "12,345" and "12 345" are how spreadsheets write numbers.
  const views = Number(given.replace(/[\s,'_](?=\d{3}(?!\d))/g, ''))
  if (given === '' || !Number.isFinite(views) || views < 0) {
    throw new InputError(`${place}: column "views": expected a number from 0, got ${JSON.stringify(given)}`)
  }
  return { place, views, ...(id ? { id } : url !== undefined && { url }) }
}
