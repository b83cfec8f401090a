import { type Fields, isTable, ownValue, tableOf } from './fields.ts'
import { readText } from './front-matter-values.ts'

/** Authors with their names. Front matter may give only a key of the site's file of authors. */
export function withNames(authors: unknown, known: Fields): unknown {
  if (Array.isArray(authors)) return authors.map((author) => withNames(author, known))
  const key = readText(isTable(authors) ? authors.key : authors)
  const entry = key === undefined ? undefined : ownValue(known, key)
  return isTable(entry) ? { ...entry, ...tableOf(authors) } : authors
}
