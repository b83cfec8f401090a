import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import { messageOf } from '../../../core/message-of.ts'
import { LineFinder } from '../line-finder.ts'
import { utf8Chunks } from '../utf8-chunks.ts'
import { toByteString } from '../xml/encoding.ts'

/** A longer row is none of an export, which has the texts in files. */
const MAX_ROW_BYTES = 1024 * 1024

/** A row of a CSV file and the line in which it begins, or what is wrong with it. */
type CsvRow =
  | { line: number; cells: string[]; reason?: never }
  | { line: number; cells?: never; reason: string }

/** The rows of a CSV file as a stream, its header among them. What is no CSV comes at the end. */
export async function* readCsv(path: string, signal: AbortSignal | undefined): AsyncGenerator<CsvRow> {
  const lines = new LineFinder()
  const wrong: { at: number; reason: string }[] = []
  const rows = pipeline(
    utf8Chunks(path, signal),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        lines.add(toByteString(chunk))
        yield chunk
      }
    },
    parse({
      bom: true,
      info: true,
      max_record_size: MAX_ROW_BYTES,
      on_skip: (error) => void wrong.push({ at: Number(error?.bytes ?? 0), reason: messageOf(error) }),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
    }),
    // An error of any stream is thrown where rows are read.
    () => undefined,
  )
  // The parser counts a line break in quotes twice, so lines are found by positions.
  let start = 0
  for await (const { record, info } of rows) {
    yield { line: lines.lineAt(start), cells: record }
    start = info.bytes
  }
  for (const { at, reason } of wrong) yield { line: lines.lineAt(at), reason: `expected CSV, got ${reason}` }
}
