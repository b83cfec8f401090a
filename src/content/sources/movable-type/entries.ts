import { type Line, MAX_LINE_BYTES, readLines } from '../lines.ts'
import { readHead } from '../many-files.ts'
import { decodeBytes, toByteString } from '../xml/encoding.ts'
import { encodingOf } from './encoding.ts'

/** A part of an entry: its name (`BODY`; empty for the fields at the start), its lines, and the line where it begins. */
export type Section = { name: string; line: number; lines: string[] }

/** An entry of an export and the repairs that it took to read it, or what is wrong with it. */
export type Entry =
  | { line: number; sections: readonly Section[]; repaired: string[]; reason?: never }
  | { line: number; reason: string }

/** A longer entry is no post. */
const MAX_ENTRY_BYTES = 32 * 1024 * 1024
const SECTION_END = '-----'
const ENTRY_END = '--------'
/** The parts after the fields. A line of dashes that comes before anything else is part of the text. */
const SECTION_NAME = /^(?<name>BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING):\s*$/
/** The fields of an entry. */
export const FIELD =
  /^(?<name>AUTHOR|TITLE|BASENAME|STATUS|ALLOW COMMENTS|ALLOW PINGS|CONVERT BREAKS|PRIMARY CATEGORY|CATEGORY|DATE|TAGS|NO ENTRY|UNIQUE URL|IMAGE):(?:\s(?<value>.*))?$/

/** The entries of an export in its order. Only one is in memory. */
export async function* readEntries(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Entry, void, undefined> {
  const gathering = new EntryGatherer(encodingOf(await readHead(path)))
  for await (const line of readLines(path, signal)) {
    const entry = gathering.add(line)
    if (entry !== undefined) yield entry
  }
  const last = gathering.end()
  if (last !== undefined) yield last
}

type NumberedLine = { number: number; text: string }

class EntryGatherer {
  #lines: NumberedLine[] = []
  #bytes = 0
  #reason: string | undefined
  readonly #repaired = new Set<string>()
  readonly #encoding: string | undefined

  constructor(encoding: string | undefined) {
    this.#encoding = encoding
  }

  /** Takes the next line, and returns the entry that ends before it. */
  add({ number, bytes }: Line): Entry | undefined {
    if (bytes === undefined) {
      this.#reason ??= `expected lines of at most ${MAX_LINE_BYTES} bytes, got a longer one`
      return undefined
    }
    const { text, repaired } = decodeBytes(toByteString(bytes), this.#encoding)
    const line = { number, text: number === 1 ? text.replace(/^\ufeff/, '') : text }
    const ended = this.#isEndedBy(line.text) ? this.#take() : undefined
    for (const repair of repaired) this.#repaired.add(repair)
    this.#keep(line, bytes.length)
    return ended
  }

  end(): Entry | undefined {
    return this.#take()
  }

  /** Whether the lines so far are an entry. Eight dashes in a text are a heading of Markdown, unless the end of a section or fields are beside them. */
  #isEndedBy(next: string): boolean {
    if (this.#lines.at(-1)?.text.trimEnd() !== ENTRY_END) return false
    return this.#lines.at(-2)?.text.trimEnd() === SECTION_END || FIELD.test(next.trimEnd())
  }

  #keep(line: NumberedLine, bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes <= MAX_ENTRY_BYTES) this.#lines.push(line)
    else {
      this.#reason ??= `expected entries of at most ${MAX_ENTRY_BYTES} bytes, got a longer one`
      // The last two lines tell where the entry ends.
      this.#lines = [...this.#lines.slice(0, 1), ...this.#lines.slice(-1), line]
    }
  }

  #take(): Entry | undefined {
    const lines = this.#lines
    const reason = this.#reason
    const repaired = [...this.#repaired]
    this.#lines = []
    this.#bytes = 0
    this.#reason = undefined
    this.#repaired.clear()
    if (lines.at(-1)?.text.trimEnd() === ENTRY_END) lines.pop()
    const start = lines.findIndex(({ text }) => text.trim() !== '')
    const line = lines[start]?.number
    if (line === undefined) return undefined
    return reason === undefined
      ? { line, sections: toSections(lines.slice(start)), repaired }
      : { line, reason }
  }
}

function toSections(lines: readonly NumberedLine[]): Section[] {
  const sections: Section[] = [{ name: '', line: lines[0]?.number ?? 1, lines: [] }]
  for (const [i, { number, text }] of lines.entries()) {
    const name = SECTION_NAME.exec(text.trimEnd())?.groups?.name
    const section = sections.at(-1)
    if (name !== undefined && lines[i - 1]?.text.trimEnd() === SECTION_END) {
      section?.lines.pop()
      sections.push({ name, line: number, lines: [] })
    } else section?.lines.push(text.replace(/\r$/, ''))
  }
  const last = sections.at(-1)
  if (last?.lines.at(-1)?.trimEnd() === SECTION_END) last.lines.pop()
  return sections
}
