import { Parser } from 'htmlparser2'
import { InputError } from '../../../core/errors.ts'
import { utf8Chunks } from '../utf8-chunks.ts'

/** A `<thread>` or `<post>` of a Disqus export: its own id, the text of its elements by path (`author/name`), and the ids that its elements refer to. */
export type DisqusRecord = {
  kind: 'thread' | 'post'
  id: string
  texts: ReadonlyMap<string, string>
  refers: ReadonlyMap<string, string>
}

/** Nobody writes a longer record. */
const MAX_RECORD_CHARACTERS = 16 * 1024 * 1024
const ID = 'dsq:id'

/** The threads and posts of an export in its order, one at a time in memory. Throws an InputError if the export is cut off or defines entities. */
export async function* readDisqusRecords(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<DisqusRecord, void, undefined> {
  const collector = new RecordCollector()
  const parser = new Parser(collector, { xmlMode: true, decodeEntities: true })
  const decoder = new TextDecoder()
  for await (const chunk of utf8Chunks(path, signal)) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield* collector.take()
  }
  const isWhole = collector.isWhole
  parser.end(decoder.decode())
  if (!isWhole) throw new InputError('expected </disqus> at the end, got a file that is cut off')
}

type OpenRecord = {
  kind: 'thread' | 'post'
  id: string
  texts: Map<string, string>
  refers: Map<string, string>
}

/** Gathers records from the events of the parser. */
class RecordCollector {
  isWhole = false
  readonly #open: string[] = []
  #record: OpenRecord | undefined
  #size = 0
  #found: DisqusRecord[] = []

  take(): DisqusRecord[] {
    const found = this.#found
    this.#found = []
    return found
  }

  onprocessinginstruction(name: string, data: string): void {
    if (/^!doctype/i.test(name) && /<!entity|\[/i.test(data)) {
      throw new InputError('expected a Disqus export, got a DOCTYPE that defines entities')
    }
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    this.#open.push(name)
    const id = attributes[ID]
    if (this.#open.length === 2 && (name === 'thread' || name === 'post')) {
      this.#record = { kind: name, id: id ?? '', texts: new Map(), refers: new Map() }
      this.#size = 0
    } else if (this.#record !== undefined && id !== undefined) this.#record.refers.set(name, id)
  }

  ontext(text: string): void {
    if (this.#record === undefined) return
    this.#size += text.length
    if (this.#size > MAX_RECORD_CHARACTERS) {
      throw new InputError(
        `expected ${this.#record.kind}s of at most ${MAX_RECORD_CHARACTERS} characters, got more`,
      )
    }
    const path = this.#open.slice(2).join('/')
    this.#record.texts.set(path, (this.#record.texts.get(path) ?? '') + text)
  }

  onclosetag(): void {
    if (this.#open.length === 2 && this.#record !== undefined) {
      this.#found.push(this.#record)
      this.#record = undefined
    }
    const name = this.#open.pop()
    if (this.#open.length === 0 && name === 'disqus') this.isWhole = true
  }
}
