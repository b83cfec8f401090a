import { isTable } from './fields.ts'

/** The words for true and false in front matter: YAML as Ruby reads it has more of them than YAML 1.2. */
const YES_NO = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
])

/** A value as text; undefined if it is nothing (empty, `~`, `null`), or a list or table. */
export function readText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined
  const text = String(value).trim()
  return text === '' || text === '~' || text === 'null' ? undefined : text
}

/** The texts of a list, or of a single text. */
export function readTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item) => readText(item) ?? [])
}

/** A value as true or false if it says yes or no. Any other value is returned as it is, so that validation reports it. Undefined if there is none. */
export function readYesNo(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined
  const text = readText(value)
  return text === undefined ? undefined : (YES_NO.get(text.toLowerCase()) ?? text)
}

/** Names from a list of names, or of tables with a `label`. A text is a list too: with commas, or, if `bySpaces`, with spaces, as Jekyll reads it. */
export function readNames(value: unknown, bySpaces: boolean): string[] {
  if (Array.isArray(value)) {
    return value.flat(3).flatMap((item) => readText(isTable(item) ? item.label : item) ?? [])
  }
  const text = readText(value)
  if (text === undefined) return []
  const separator = text.includes(',') || !bySpaces ? ',' : /\s+/
  return text
    .split(separator)
    .map((name) => name.trim())
    .filter(Boolean)
}

/** The names of people: a text, a list of texts, or tables with a `name`, joined by commas. */
export function readPeople(value: unknown): string | undefined {
  const people = Array.isArray(value) ? value : [value]
  const names = people.flatMap((person) => readText(isTable(person) ? person.name : person) ?? [])
  return names.length === 0 ? undefined : names.join(', ')
}
