/** A piece of an XML file: an item, or the text before, between or after items. `bytes` has one character for each byte. */
export type Region =
  | { kind: 'item' | 'around'; line: number; bytes: string; repaired: string[] }
  | { kind: 'broken'; line: number; reason: string }

/** A longer item is no post. */
const MAX_PIECE_BYTES = 64 * 1024 * 1024
/** Characters after "]]>" that tell whether it ends a CDATA section. */
const LOOKAHEAD = 4096
/** No real name of an element is longer. */
const MAX_NAME = 256

const TOKEN = /<(?:!--|!\[CDATA\[|!ENTITY|(?<slash>\/?)(?<name>[^\s<>/!?]{1,256}))/g
/** A tag that belongs to the file, not to the HTML in it. */
const OWN_TAG = /^<(?:!\[CDATA\[|\/?(?:[\w-]+:|(?:item|channel|rss)[\s/>]))/
const TAG_END = /\s*>/y
const ESCAPED_CDATA_END = ']]]]><![CDATA[>'

/** The end of a section, by the state of the cutter in it. */
const ENDS = { comment: '-->', cdata: ']]>' }

type Piece = {
  kind: 'item' | 'around' | 'lost'
  line: number
  size: number
  parts: string[]
  repaired: Set<string>
}

/**
 * Cuts the bytes of an RSS file into items and the text around them. The contents of CDATA sections and comments do not
 * mislead it. At most one piece is in memory; a piece over `maxBytes` is not kept.
 */
export class RegionCutter {
  readonly #maxBytes: number
  #state: 'markup' | 'comment' | 'cdata' | 'refused' = 'markup'
  /** The last start tag: a CDATA section stands in this element. */
  #element = ''
  #isRootClosed = false
  #line = 1
  #piece = newPiece('around', 1)
  #regions: Region[] = []
  /** Bytes that are not yet in the piece; they are read up to `#position`. */
  #pending = ''
  #position = 0

  constructor(maxBytes = MAX_PIECE_BYTES) {
    this.#maxBytes = maxBytes
  }

  /** Takes the next bytes of the file, and returns the regions that are whole with them. */
  add(bytes: string): Region[] {
    this.#pending += bytes
    this.#scan(false)
    this.#moveToPiece(this.#position)
    return this.#takeRegions()
  }

  /** Ends the file, and returns the remaining regions and an error for a missing end. */
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

  /** Reads a token; returns false if that needs more bytes. */
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

  /** Whether CDATA ends here, because a tag of the file or the next section follows. Otherwise "]]>" is part of the text, and the file's author forgot to escape it. */
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

  /** Moves the bytes that are read into the piece. A piece that gets too long is dropped, and the next item is looked for at once, since a section that was never closed may be the cause. */
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

  /** Ends the piece, and begins one for the text around items. */
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
