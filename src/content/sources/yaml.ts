import { type DocumentOptions, Lexer, type ParseOptions, parseDocument, type SchemaOptions } from 'yaml'

type YamlDocument = ReturnType<typeof parseDocument>

/** More levels than people and tools write. The parser's memory and time grow without measure with them. */
const MAX_NESTING = 100
/** An alias bomb multiplies; what people and tools write repeats hardly anything. */
const MAX_ALIASES = 100
/** Far more than front matter, configurations and comments have, all that aliases stand for counted. */
const MAX_VALUES = 100_000
/** What the lexer gives before a text, which may look like any sign. */
const SCALAR = '\u001f'
const BRACKETS = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
])
const BEGINNINGS = new Set(['-', '?', ':'])

/** A YAML text as a document, whose errors are in it. Throws an Error if it is nested deeper than anybody writes. */
export function composeYaml(
  source: string,
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
): YamlDocument {
  if (isNestedTooDeep(source)) throw new Error(`expected at most ${MAX_NESTING} levels, got more`)
  return parseDocument(source, { logLevel: 'silent', ...options })
}

/** What a document says. Throws an Error if its aliases stand for more than anybody writes. */
export function valueOfYaml(document: YamlDocument): unknown {
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
  if (hasMoreValues(value, MAX_VALUES)) throw new Error(`expected at most ${MAX_VALUES} values, got more`)
  return value
}

/** Counts brackets that are open, and the lists and keys that one line begins. */
function isNestedTooDeep(source: string): boolean {
  let open = 0
  let inLine = 0
  for (const sign of signsOf(source)) {
    open += BRACKETS.get(sign) ?? 0
    if (sign.endsWith('\n')) inLine = 0
    else if (open === 0 && BEGINNINGS.has(sign)) inLine += 1
    if (Math.max(open, inLine) > MAX_NESTING) return true
  }
  return false
}

/** What of a text is not the texts in it. */
function* signsOf(source: string): Generator<string> {
  let isScalar = false
  for (const lexeme of new Lexer().lex(source)) {
    if (!isScalar) yield lexeme
    isScalar = lexeme === SCALAR
  }
}

/** Whether a value has more values in it than `limit`; one that stands at two places counts twice, and one in itself for ever. */
function hasMoreValues(value: unknown, limit: number): boolean {
  const waiting = [value]
  let count = 0
  for (let next = waiting.pop(); next !== undefined && count <= limit; next = waiting.pop()) {
    count += 1
    if (typeof next !== 'object' || next === null) continue
    for (const child of Object.values(next)) if (waiting.length <= limit) waiting.push(child ?? null)
  }
  return count > limit
}
