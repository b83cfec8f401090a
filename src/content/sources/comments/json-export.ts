import { basename } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { isTable } from '../markdown/fields.ts'
import { readText } from '../markdown/front-matter-values.ts'
import type { FileFormat, SourceItem } from '../source-types.ts'

/** A format of comments alone, in one file. If the file breaks off, what was read before counts, and the error is reported. */
export function commentFormat(
  { name, title, recognises }: Pick<FileFormat, 'name' | 'title' | 'recognises'>,
  read: (path: string, signal: AbortSignal | undefined) => AsyncIterable<SourceItem>,
): FileFormat {
  return {
    name,
    title,
    recognises,
    open: (path) => ({
      name: path,
      format: name,
      complete: true,
      async *items(signal) {
        try {
          yield* read(path, signal)
        } catch (error) {
          if (!(error instanceof InputError)) throw error
          yield { kind: 'failed', place: basename(path), reason: error.message }
        }
      },
    }),
  }
}

/** A comment of an export, or the reason why it is left out. Fields that are undefined are left out. */
export function commentItem(
  place: string,
  hidden: string | undefined,
  fields: Record<string, unknown>,
): SourceItem {
  if (hidden !== undefined) return { kind: 'skipped', place, what: 'comment', reason: hidden }
  const value = Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined))
  return { kind: 'document', place, value }
}

/** An item that is no object of fields. */
export function notAComment(place: string, value: unknown): SourceItem {
  const reason = `expected the fields of a comment, got ${JSON.stringify(value)?.slice(0, 60) ?? 'nothing'}`
  return { kind: 'failed', place, reason }
}

/** The first of these fields that has a text. */
export function textIn(fields: Record<string, unknown>, ...names: string[]): string | undefined {
  return names.map((name) => readText(fields[name])).find(Boolean)
}

/** The items of a list; of GraphQL's lists too, which are in `nodes`. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return isTable(value) && Array.isArray(value.nodes) ? value.nodes : []
}
