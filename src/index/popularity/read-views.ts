import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { InputError } from '../../core/errors.ts'

/** The views of a post, which is named by its id or its address. `place` is the line: `views.csv:3`. */
export type Views = { place: string; id?: string; url?: string; views: number }

const MAX_RECORD_BYTES = 64 * 1024
const HEADER = 'expected the columns "views" and "url" or "id"'

/**
 * The rows of a CSV file, as analytics tools export it. Its header has `url` (or `page`, `path`) or `id`, and `views` (or `pageviews`,
 * `count`); other columns are ignored. Throws an InputError that names the line, the column, the expected and the actual value.
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
    // An error of either stream is thrown where rows are read.
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
  // Spreadsheets write numbers as "12,345" or "12 345".
  const views = Number(given.replace(/[\s,'_](?=\d{3}(?!\d))/g, ''))
  if (given === '' || !Number.isFinite(views) || views < 0) {
    throw new InputError(`${place}: column "views": expected a number from 0, got ${JSON.stringify(given)}`)
  }
  return { place, views, ...(id ? { id } : url !== undefined && { url }) }
}
