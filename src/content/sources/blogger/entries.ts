import { InputError } from '../../../core/errors.ts'
import { type XmlEntry, type XmlHead, XmlReader } from '../feed/read-xml.ts'
import { LineFinder } from '../line-finder.ts'
import { utf8Chunks } from '../utf8-chunks.ts'
import { declaredEncoding, toByteString } from '../xml/encoding.ts'

/** An entry of an export, the line in which it begins, and what was read around the entries so far. */
export type ExportEntry = { entry: XmlEntry; line: number; head: XmlHead | undefined }

/** A longer entry is no post. */
const MAX_ENTRY_CHARACTERS = 64 * 1024 * 1024

/**
 * The entries of an export one by one; those of one chunk are in memory. Returns whether the file ends as it should. An entry
 * inside of which it ends says so itself. Throws an InputError if an entry is too long.
 */
export async function* readEntries(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<ExportEntry, 'whole' | 'cut off', undefined> {
  const reader = new XmlReader()
  const lines = new LineFinder()
  let characters = 0
  let isLastCut = false
  function* found(entries: readonly XmlEntry[]): Generator<ExportEntry> {
    for (const entry of entries) {
      isLastCut = entry.isCut
      characters = 0
      yield { entry, line: lines.lineAt(entry.start), head: reader.head() }
    }
  }
  for await (const text of readTexts(path, signal)) {
    characters += text.length
    if (characters > MAX_ENTRY_CHARACTERS) {
      throw new InputError(`expected entries of at most ${MAX_ENTRY_CHARACTERS} characters, got a longer one`)
    }
    lines.add(text)
    yield* found(reader.add(text))
  }
  yield* found(reader.end())
  return reader.head()?.isCut === true && !isLastCut ? 'cut off' : 'whole'
}

/** The text of a file in pieces, in the encoding that its XML declaration names. */
async function* readTexts(path: string, signal: AbortSignal | undefined): AsyncGenerator<string> {
  const chunks = utf8Chunks(path, signal)
  let decoder: TextDecoder | undefined
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(declaredEncoding(toByteString(chunk.subarray(0, 200))) ?? 'utf-8')
    yield decoder.decode(chunk, { stream: true })
  }
}
