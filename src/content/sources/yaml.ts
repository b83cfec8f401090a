import {
  type DocumentOptions,
  Lexer,
  LineCounter,
  type ParseOptions,
  parseDocument,
  type SchemaOptions,
} from 'yaml'

type YamlDocument = ReturnType<typeof parseDocument>

/** Levels of nesting, more than people and tools write. The parser's memory and time grow without measure with them. */
const MAX_NESTING = 100
/** Aliases: an alias bomb multiplies, but the files of people and tools repeat hardly anything. */
const MAX_ALIASES = 100
/** Values, counted with all that aliases stand for: far more than front matter, configurations and comments have. */
const MAX_VALUES = 100_000
/** The lexer's mark before a text, which may look like any sign. */
const SCALAR = '\u001f'
const BRACKETS = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
])
const BEGINNINGS = new Set(['-', '?', ':'])

/** A YAML text as a document, which holds its own errors, with their positions alone: the parser's messages repeat the line for each of its errors. Throws an Error if it is nested deeper than anybody writes. */
export function composeYaml(
  source: string,
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
): YamlDocument {
  if (isNestedTooDeep(source)) throw new Error(`expected at most ${MAX_NESTING} levels, got more`)
  return parseDocument(source, { logLevel: 'silent', prettyErrors: false, ...options })
}

/** The value of a document. Throws an Error if its aliases stand for more than anybody writes. */
export function valueOfYaml(document: YamlDocument): unknown {
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
  if (hasMoreValues(value, MAX_VALUES)) throw new Error(`expected at most ${MAX_VALUES} values, got more`)
  return value
}

/** A YAML text as a document, and the place of each value in it, such as `curation.yaml:3:5`: that of the nearest value above where a path has none. */
export function composeWithPlaces(
  source: string,
  name: string,
): { document: YamlDocument; placeOf: (path: readonly PropertyKey[]) => string } {
  const lineCounter = new LineCounter()
  const document = composeYaml(source, { lineCounter })
  const placeAt = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset)
    return `${name}:${line}:${col}`
  }
  const [error] = document.errors
  if (error !== undefined)
    throw new PlacedError(`${placeAt(error.pos[0])}: ${error.message}`, { cause: error })
  return { document, placeOf: (path) => placeAt(offsetOf(document, path)) }
}

/** An error whose message begins with its place. */
export class PlacedError extends Error {}

/** The position of the value at a path, or of the nearest value above it. */
function offsetOf(document: YamlDocument, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0])
    }
  }
  return 0
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

/** The signs of a YAML text, without the texts in it. */
function* signsOf(source: string): Generator<string> {
  let isScalar = false
  for (const lexeme of new Lexer().lex(source)) {
    if (!isScalar) yield lexeme
    isScalar = lexeme === SCALAR
  }
}

/** Whether a value has more than `limit` values in it. A value at two places counts twice, and one inside itself without end. */
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
