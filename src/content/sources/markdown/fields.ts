import { parse as parseToml, TomlDate } from 'smol-toml'
import { visit } from 'yaml'
import { composeYaml, valueOfYaml } from '../yaml.ts'
import { type SyntaxFault, syntaxFault } from './syntax-fault.ts'
import { indentQuotedLines, withoutTabs } from './yaml-quotes.ts'

/** Named values of front matter or of a configuration file. */
export type Fields = Record<string, unknown>

export type FieldsLanguage = 'yaml' | 'toml' | 'json'

const PARSERS: Record<FieldsLanguage, (source: string) => unknown> = {
  yaml: parseYaml,
  toml: parseTomlFields,
  json: (source) => JSON.parse(source.trim() || '{}'),
}

/** A text that is not in its language. `fault` is what is wrong with it, `at` where, if it is known. */
export class FieldsError extends Error {
  override name = 'FieldsError' as const
  readonly fault: string
  readonly at: SyntaxFault['at']

  constructor(language: FieldsLanguage, source: string, cause: unknown) {
    const { fault, at } = syntaxFault(cause, source)
    super(`expected ${language.toUpperCase()}, got what it does not allow (${fault})`, { cause })
    this.fault = fault
    this.at = at
  }
}

/** Parses fields. In YAML each scalar is text as written (`1.0`, `yes`, `2019-01-04`); in TOML a date is text. Throws a FieldsError if the text is not in its language, and an Error if it has no fields. */
export function parseFields(language: FieldsLanguage, source: string): Fields {
  const fields = parseAs(language, source)
  if (isTable(fields)) return fields
  throw new Error(`expected fields with values, got ${JSON.stringify(fields).slice(0, 60)}`)
}

function parseAs(language: FieldsLanguage, source: string): unknown {
  try {
    return PARSERS[language](source)
  } catch (error) {
    throw new FieldsError(language, source, error)
  }
}

/** YAML without types: a version, a code or a "no" stays as the author typed it. Only a value that is not there is null. If a key is repeated, its last value counts, as in Ruby. */
function parseYaml(source: string): unknown {
  const asWritten = composeUntyped(source)
  const repaired =
    asWritten.errors.length > 0 ? composeUntyped(indentQuotedLines(withoutTabs(source))) : asWritten
  const document = repaired.errors.length > 0 ? asWritten : repaired
  const [error] = document.errors
  if (error !== undefined) throw error
  visit(document, {
    Scalar: (_key, node) => {
      if (node.value === '' && node.type === 'PLAIN') node.value = null
    },
  })
  return valueOfYaml(document) || {}
}

function composeUntyped(source: string) {
  return composeYaml(source, { schema: 'failsafe', uniqueKeys: false })
}

/** A date that is not quoted, with a digit or a day that TOML does not allow. */
const BARE_DATE = /^([ \t]*[\w-]+[ \t]*=[ \t]*)(\d{4}-\d{1,2}-\d{1,2}[^#"'\n]*?)([ \t]*(?:#.*)?)$/gm

/** TOML with dates as text. A date that TOML does not allow stays as it was written. */
function parseTomlFields(source: string): unknown {
  try {
    return datesToText(parseToml(source))
  } catch (error) {
    const quoted = source.replace(BARE_DATE, '$1"$2"$3')
    if (quoted === source) throw error
    return datesToText(parseToml(quoted))
  }
}

function datesToText(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (Array.isArray(value)) return value.map(datesToText)
  return isTable(value) ? mapValues(value, datesToText) : value
}

function mapValues(table: Fields, change: (value: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value)]))
}

/** Whether a value is a mapping of names to values. */
export function isTable(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value if it is a mapping, otherwise an empty one. */
export function tableOf(value: unknown): Fields {
  return isTable(value) ? value : {}
}

/** The value of a name that comes from outside. It finds only own properties, not for example `constructor`. */
export function ownValue<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** The fields with names in lower case, as Hugo reads them: `PublishDate` is `publishdate`. A name that is already in lower case counts first. */
export function lowerCaseNames(fields: Fields): Fields {
  const lowered = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return { ...lowered, ...fields }
}
