/** A piece of an XML file: an item, or what stands before, between and after items. `bytes` has one character for each byte. */
export type Region =
  | { kind: 'item' | 'around'; line: number; bytes: string; repaired: string[] }
  | { kind: 'broken'; line: number; reason: string }

/** A longer item is no post. */
const MAX_PIECE_BYTES = 64 * 1024 * 1024
/** What follows the end of a CDATA section tells within this many characters whether it was one. */
const LOOKAHEAD = 4096
/** No honest name of an element is longer. */
const MAX_NAME = 256

const TOKEN = /<(?:!--|!\[CDATA\[|!ENTITY|(?<slash>\/?)(?<name>[^\s<>/!?]{1,256}))/g
/** A tag that belongs to the file, not to the HTML in it. */
const OWN_TAG = /^<(?:!\[CDATA\[|\/?(?:[\w-]+:|(?:item|channel|rss)[\s/>]))/
const TAG_END = /\s*>/y
const ESCAPED_CDATA_END = ']]]]><![CDATA[>'

/** What a section ends with, by the state of the cutter in it. */
const ENDS = { comment: '-->', cdata: ']]>' }

type Piece = {
  kind: 'item' | 'around' | 'lost'
  line: number
  size: number
  parts: string[]
  repaired: Set<string>
}

/**
 * Cuts the bytes of an RSS file into items and what is around them, without being fooled by what CDATA sections and
 * comments hold. No more than one piece is in memory, and of one over `maxBytes` nothing.
 */
export class RegionCutter {
  readonly #maxBytes: number
  #state: 'markup' | 'comment' | 'cdata' | 'refused' = 'markup'
  /** The last start tag, which is the one that a CDATA section stands in. */
  #element = ''
  #isRootClosed = false
  #line = 1
  #piece = newPiece('around', 1)
  #regions: Region[] = []
  /** What is not yet in the piece; it is read up to `#position`. */
  #pending = ''
  #position = 0

  constructor(maxBytes = MAX_PIECE_BYTES) {
    this.#maxBytes = maxBytes
  }

  /** Takes the next bytes of the file, and returns what is whole with them. */
  add(bytes: string): Region[] {
    this.#pending += bytes
    this.#scan(false)
    this.#moveToPiece(this.#position)
    return this.#takeRegions()
  }

  /** Ends the file, and returns what was left and what is missing. */
  end(): Region[] {
    this.#scan(true)
    this.#moveToPiece(this.#pending.length)
    const missing = this.#whatIsMissing()
    if (this.#piece.kind === 'around') this.#finish(0)
    if (missing !== undefined) this.#regions.push(missing)
    return this.#takeRegions()
  }

  #takeRegions(): Region[] {
    const regions = this.#regions
    this.#regions = []
    return regions
  }

  #scan(isLast: boolean): void {
    let goesOn = true
    while (goesOn) {
      if (this.#state === 'markup') goesOn = this.#readMarkup(isLast)
      else if (this.#state === 'comment') goesOn = this.#readComment()
      else if (this.#state === 'cdata') goesOn = this.#readCdata(isLast)
      else goesOn = this.#refuseRest()
    }
  }

  /** Reads a token; false if more bytes are needed for that. */
  #readMarkup(isLast: boolean): boolean {
    TOKEN.lastIndex = this.#position
    const token = TOKEN.exec(this.#pending)
    const start =
      token?.index ?? this.#pending.indexOf('<', Math.max(this.#position, this.#pending.length - MAX_NAME))
    const isWhole = token !== null && (isLast || this.#pending.length - start > MAX_NAME)
    if (!isWhole) {
      this.#position = start === -1 ? this.#pending.length : start
      return false
    }
    this.#position = start + token[0].length
    if (token[0] === '<!--') this.#state = 'comment'
    else if (token[0] === '<![CDATA[') this.#state = 'cdata'
    else if (token[0] === '<!ENTITY') this.#refuseEntity()
    else this.#readTag(token.groups?.slash === '/', token.groups?.name ?? '', start)
    return true
  }

  #readTag(isEnd: boolean, name: string, start: number): void {
    if (!isEnd) {
      this.#element = name
      if (name === 'item') this.#startItem(start)
    } else if (this.#piece.kind === 'item') {
      if (name === 'item') this.#endItem()
      else if (name === 'channel' || name === 'rss') this.#closeItem(start)
    }
    if (name === 'rss') this.#isRootClosed = isEnd
  }

  #startItem(start: number): void {
    if (this.#piece.kind === 'item') this.#closeItem(start)
    else this.#finish(start)
    this.#piece.kind = 'item'
  }

  #endItem(): void {
    TAG_END.lastIndex = this.#position
    this.#finish(TAG_END.test(this.#pending) ? TAG_END.lastIndex : this.#position)
  }

  /** Ends an item that has no end tag. */
  #closeItem(end: number): void {
    this.#piece.repaired.add('missing </item> added')
    this.#finish(end)
  }

  #readComment(): boolean {
    const end = this.#pending.indexOf(ENDS.comment, this.#position)
    if (end === -1) return this.#waitFor(ENDS.comment)
    this.#position = end + ENDS.comment.length
    this.#state = 'markup'
    return true
  }

  #readCdata(isLast: boolean): boolean {
    const end = this.#pending.indexOf(ENDS.cdata, this.#position)
    if (end === -1) return this.#waitFor(ENDS.cdata)
    const after = end + ENDS.cdata.length
    if (!isLast && this.#pending.length - after < LOOKAHEAD + MAX_NAME) {
      this.#position = end
      return false
    }
    this.#position = after
    if (this.#isCdataEnd(after)) this.#state = 'markup'
    else this.#escapeCdataEnd(end)
    return true
  }

  #waitFor(end: string): false {
    this.#position = Math.max(this.#position, this.#pending.length - end.length + 1)
    return false
  }

  /** Whether CDATA ends here: a tag of the file follows, or the next section. Else the text has "]]>" in it, which whoever wrote the file forgot to escape. */
  #isCdataEnd(after: number): boolean {
    const ahead = this.#pending.slice(after, after + LOOKAHEAD + MAX_NAME)
    const tag = ahead.indexOf('<')
    if (ahead.slice(0, tag === -1 ? undefined : tag).includes(ENDS.cdata)) return false
    return tag === -1 || OWN_TAG.test(ahead.slice(tag)) || ahead.startsWith(`</${this.#element}`, tag)
  }

  #escapeCdataEnd(start: number): void {
    this.#moveToPiece(start)
    this.#piece.parts.push(ESCAPED_CDATA_END)
    this.#piece.repaired.add(']]> in CDATA kept as text')
    this.#pending = this.#pending.slice(ENDS.cdata.length)
    this.#position = 0
  }

  /** Puts what is read into the piece. One that gets too long is let go, and the next item looked for at once, in case a section that was never closed made it so. */
  #moveToPiece(end: number): void {
    const part = this.#pending.slice(0, end)
    this.#pending = this.#pending.slice(end)
    this.#position = Math.max(0, this.#position - end)
    this.#line += countLines(part)
    if (this.#piece.kind === 'lost') return
    this.#piece.parts.push(part)
    this.#piece.size += part.length
    if (this.#piece.size <= this.#maxBytes) return
    const what = this.#piece.kind === 'item' ? 'an item' : 'what surrounds the items'
    this.#break(this.#piece.line, `expected ${what} to have at most ${this.#maxBytes} bytes, got more`)
    this.#piece = newPiece('lost', this.#line)
    this.#state = 'markup'
  }

  /** Ends the piece, and begins one that is around items. */
  #finish(end: number): void {
    this.#moveToPiece(end)
    const { kind, line, parts, repaired } = this.#piece
    this.#piece = newPiece('around', this.#line)
    const bytes = parts.join('')
    if (kind === 'item' || (kind === 'around' && bytes.trim() !== '')) {
      this.#regions.push({ kind, line, bytes, repaired: [...repaired] })
    }
  }

  #refuseEntity(): void {
    if (this.#piece.kind === 'item') return
    this.#moveToPiece(this.#position)
    const reason =
      'expected no definitions of entities, got <!ENTITY: nothing of the file is read from there on'
    this.#break(this.#line, reason)
    this.#piece = newPiece('lost', this.#line)
    this.#state = 'refused'
  }

  #refuseRest(): false {
    this.#pending = ''
    this.#position = 0
    return false
  }

  #break(line: number, reason: string): void {
    this.#regions.push({ kind: 'broken', line, reason })
  }

  #whatIsMissing(): Region | undefined {
    if (this.#state === 'refused') return undefined
    const got = `got the end of the file in line ${this.#line}`
    const section = this.#state === 'markup' ? undefined : ENDS[this.#state]
    if (this.#piece.kind === 'item') {
      const { line } = this.#piece
      return { kind: 'broken', line, reason: `expected ${section ?? '</item>'} in the item, ${got}` }
    }
    if (this.#isRootClosed && section === undefined) return undefined
    return { kind: 'broken', line: this.#line, reason: `expected ${section ?? '</rss>'}, ${got}` }
  }
}

function newPiece(kind: Piece['kind'], line: number): Piece {
  return { kind, line, size: 0, parts: [], repaired: new Set() }
}

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
