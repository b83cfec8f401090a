import { parse as parseToml, TomlDate } from 'smol-toml'
import { parseDocument } from 'yaml'
import { messageOf } from './message-of.ts'
import { indentQuotedLines } from './yaml-quotes.ts'

/** The parts of a Markdown file. */
export type FrontMatter =
  | { kind: 'found'; language: 'yaml' | 'toml'; fields: Record<string, unknown>; body: string }
  | { kind: 'none' }
  | { kind: 'broken'; reason: string }

const MAX_LENGTH = 1024 * 1024
/** An alias bomb multiplies; a blog's front matter repeats hardly anything. */
const MAX_ALIASES = 100
const FENCE = /^(?<fence>---|\+\+\+)[ \t]*\r?\n/

/** The front matter and the body of a Markdown file. In YAML each scalar is text as written (`1.0`, `yes`, `2019-01-04`), in TOML a date is text. */
export function readFrontMatter(text: string): FrontMatter {
  const opening = FENCE.exec(text)
  if (opening === null) return { kind: 'none' }
  const fence = opening.groups?.fence ?? ''
  const closing = new RegExp(`^${fence.replaceAll('+', '\\+')}[ \\t]*\\r?(?:\\n|$(?![^]))`, 'm')
  const rest = text.slice(opening[0].length)
  const end = closing.exec(rest)
  if (end === null)
    return { kind: 'broken', reason: `front matter: expected a line ${fence} after it, got none` }
  if (end.index > MAX_LENGTH) {
    return {
      kind: 'broken',
      reason: `front matter: expected at most ${MAX_LENGTH} characters, got ${end.index}`,
    }
  }
  const language = fence === '---' ? 'yaml' : 'toml'
  return parseFields(language, rest.slice(0, end.index), rest.slice(end.index + end[0].length))
}

function parseFields(language: 'yaml' | 'toml', source: string, body: string): FrontMatter {
  const broken = (reason: string): FrontMatter => ({ kind: 'broken', reason: `front matter: ${reason}` })
  try {
    const fields = language === 'yaml' ? parseYaml(source) : datesToText(parseToml(source))
    if (isTable(fields)) return { kind: 'found', language, fields, body }
    return broken(`expected fields with values, got ${JSON.stringify(fields).slice(0, 60)}`)
  } catch (error) {
    return broken(`expected ${language.toUpperCase()}, got what it does not allow (${messageOf(error)})`)
  }
}

/** YAML without types: a version, a code or a "no" stays what the author typed. Of a repeated key the last value counts, as in Ruby. */
function parseYaml(source: string): unknown {
  const asWritten = composeYaml(source)
  const repaired = asWritten.errors.length > 0 ? composeYaml(indentQuotedLines(source)) : asWritten
  const document = repaired.errors.length > 0 ? asWritten : repaired
  const [error] = document.errors
  if (error !== undefined) throw error
  return document.toJS({ maxAliasCount: MAX_ALIASES }) || {}
}

function composeYaml(source: string) {
  return parseDocument(source, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' })
}

function datesToText(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (Array.isArray(value)) return value.map(datesToText)
  if (!isTable(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, datesToText(field)]))
}

/** Whether a value is a mapping of names to values. */
export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
