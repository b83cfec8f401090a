/** A value that a Python file writes out: text, number, truth, list or table. `null` stands for None. */
export type Literal = string | number | boolean | null | Literal[] | { [key: string]: Literal }

const ASSIGNMENT = /^(?<name>[A-Z][A-Z0-9_]*)\s*=(?!=)\s*/gm
const TOKEN =
  /\s+|#[^\n]*|\\\n|(?<prefix>[rRuUbB]{0,2})(?:"""(?<long1>[\s\S]*?)"""|'''(?<long2>[\s\S]*?)'''|"(?<short1>(?:[^"\\\n]|\\.)*)"|'(?<short2>(?:[^'\\\n]|\\.)*)')|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_]\w*)|(?<sign>[()[\]{},:])|(?<other>.)/y
const WORDS = new Map<string, Literal>([
  ['True', true],
  ['False', false],
  ['None', null],
])
const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
])
/** Levels of lists in lists; settings have three. */
const MAX_DEPTH = 20

/**
 * The settings of a Python file that are literals (`NAME = 'text'`) or use settings above them, by name. Python is not run, so a setting
 * that is computed is not there; its name is in `computed`. The last of several values counts.
 */
export function readLiterals(source: string): { values: Map<string, Literal>; computed: Set<string> } {
  const values = new Map<string, Literal>()
  const computed = new Set<string>()
  for (const match of source.matchAll(ASSIGNMENT)) {
    const name = match.groups?.name ?? ''
    const value = new LiteralReader(source, match.index + match[0].length, values).read()
    if (value === undefined) computed.add(name)
    else values.set(name, value)
    if (value !== undefined) computed.delete(name)
  }
  return { values, computed }
}

type Token =
  | { kind: 'value'; value: Literal }
  | { kind: 'sign'; sign: string }
  | { kind: 'line end' }
  | { kind: 'other' }

/** Reads one literal. Anything that Python would have to compute ends it without a value. */
class LiteralReader {
  readonly #source: string
  readonly #known: ReadonlyMap<string, Literal>
  #position: number
  #depth = 0

  /** `known` has the settings above, which may be used by name. */
  constructor(source: string, start: number, known: ReadonlyMap<string, Literal>) {
    this.#source = source
    this.#position = start
    this.#known = known
  }

  read(): Literal | undefined {
    const value = this.#value(this.#next())
    const after = this.#next()
    return after.kind === 'line end' ? value : undefined
  }

  #value(token: Token): Literal | undefined {
    if (token.kind === 'value')
      return typeof token.value === 'string' ? this.#joined(token.value) : token.value
    if (token.kind !== 'sign' || this.#depth >= MAX_DEPTH) return undefined
    this.#depth += 1
    const value = this.#group(token.sign)
    this.#depth -= 1
    return value
  }

  #group(sign: string): Literal | undefined {
    if (sign === '{') return this.#table()
    if (sign === '[') return this.#list(']')?.items
    if (sign !== '(') return undefined
    const list = this.#list(')')
    // Parentheses around one value without a comma are no tuple.
    return list !== undefined && list.items.length === 1 && !list.hasComma ? list.items[0] : list?.items
  }

  /** Python joins texts that stand beside each other. */
  #joined(first: string): string {
    let text = first
    for (;;) {
      const before = this.#position
      const next = this.#next()
      if (next.kind === 'value' && typeof next.value === 'string') text += next.value
      else {
        this.#position = before
        return text
      }
    }
  }

  #list(end: string): { items: Literal[]; hasComma: boolean } | undefined {
    const items: Literal[] = []
    let hasComma = false
    for (let token = this.#next(); !isSign(token, end); token = this.#next()) {
      const value = this.#value(token)
      if (value === undefined) return undefined
      items.push(value)
      const after = this.#next()
      if (isSign(after, end)) break
      if (!isSign(after, ',')) return undefined
      hasComma = true
    }
    return { items, hasComma }
  }

  #table(): Literal | undefined {
    const entries: [string, Literal][] = []
    for (let token = this.#next(); !isSign(token, '}'); token = this.#next()) {
      const key = this.#value(token)
      const value = isSign(this.#next(), ':') ? this.#value(this.#next()) : undefined
      if (key === undefined || value === undefined) return undefined
      entries.push([String(key), value])
      const after = this.#next()
      if (isSign(after, '}')) break
      if (!isSign(after, ',')) return undefined
    }
    return Object.fromEntries(entries)
  }

  /** The next token. A line break counts only outside of brackets. */
  #next(): Token {
    for (;;) {
      if (this.#position >= this.#source.length) return { kind: 'line end' }
      TOKEN.lastIndex = this.#position
      const match = TOKEN.exec(this.#source)
      if (match === null) return { kind: 'other' }
      this.#position = TOKEN.lastIndex
      const token = toToken(match.groups ?? {}, this.#known)
      if (token !== undefined) return token
      if (this.#depth === 0 && match[0].includes('\n') && !match[0].startsWith('\\'))
        return { kind: 'line end' }
    }
  }
}

function isSign(token: Token, sign: string): boolean {
  return token.kind === 'sign' && token.sign === sign
}

function toToken(
  groups: Record<string, string | undefined>,
  known: ReadonlyMap<string, Literal>,
): Token | undefined {
  const { prefix = '', long1, long2, short1, short2, number, word, sign, other } = groups
  const text = long1 ?? long2 ?? short1 ?? short2
  if (text !== undefined) return { kind: 'value', value: /r/i.test(prefix) ? text : unescaped(text) }
  if (number !== undefined) return { kind: 'value', value: Number(number) }
  if (sign !== undefined) return { kind: 'sign', sign }
  if (other !== undefined) return { kind: 'other' }
  if (word === undefined) return undefined
  const value = WORDS.has(word) ? WORDS.get(word) : known.get(word)
  return value === undefined ? { kind: 'other' } : { kind: 'value', value }
}

function unescaped(text: string): string {
  return text.replace(/\\(\n|.)/g, (_all, sign: string) => (sign === '\n' ? '' : (ESCAPES.get(sign) ?? sign)))
}
