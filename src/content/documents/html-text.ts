import { type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { beginsInlineNote, type Candidate, candidateOf, MARK_ELEMENTS, treatMark } from './footnote-marks.ts'
import { CODE_LINE } from './index-marks.ts'

/** Elements whose content no reader sees as text. */
const DROPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe'])
/** Elements that keep their white space. */
const PREFORMATTED = new Set(['pre', 'textarea', 'listing', 'xmp'])
/** Elements that start and end a line. */
const BLOCKS = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
  figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol optgroup
  option p pre search section select summary table tbody textarea tfoot thead title tr ul xmp`.split(/\s+/),
)
const CELLS = new Set(['td', 'th'])
/** Characters of a tag that are looked at: no tag of a footnote has more. */
const MAX_TAG_LENGTH = 2_000
/** Classes of images that stand for characters or formulas. Their descriptions are text. */
const IN_TEXT = /emoji|smiley|latex|math/i
const HAS_WORD = /[\p{L}\p{N}]/u
/** White space that is not a single space. Most white space is one, and replacing a space by itself takes longer than all the rest. */
const NOT_ONE_SPACE = /[\t\r\n\f\u00a0][ \t\r\n\f\u00a0]*| [ \t\r\n\f\u00a0]+/g

/** `codeLines`: an invisible mark begins each line of code. `altTexts`: the descriptions of pictures go into this list, not into the text. */
export type TextOptions = { codeLines?: boolean; altTexts?: string[] }

/**
 * The text that a reader sees of HTML, not yet tidied: entities decoded once, a line break at each block's boundary,
 * white space collapsed outside of `<pre>`. It works on the flat stream of tags, so its time depends only on the
 * length, however deep or broken the nesting is.
 */
export function htmlToText(html: string, options: TextOptions = {}): string {
  const collector = new TextCollector(html, options)
  const tokenizer = new Tokenizer({ decodeEntities: true }, collector)
  tokenizer.write(html)
  tokenizer.end()
  return collector.text()
}

class TextCollector implements TokenizerCallbacks {
  readonly #html: string
  readonly #lines: LineWriter
  readonly #altTexts: string[] | undefined
  #tag = ''
  #tagStart = 0
  #attribute = ''
  #alt = ''
  #imageClass = ''
  #preDepth = 0
  /** The dropped element that is open, and how many of its name are open. */
  #dropped = { name: '', depth: 0, from: 0 }
  /** The open element that may be the mark of a footnote, and the place where it begins. */
  #mark: { candidate: Candidate; from: number } | undefined

  constructor(html: string, { codeLines = false, altTexts }: TextOptions) {
    this.#html = html
    this.#lines = new LineWriter(codeLines)
    this.#altTexts = altTexts
  }

  text(): string {
    return this.#lines.text()
  }

  ontext(start: number, end: number): void {
    this.#write(this.#html.slice(start, end))
  }

  ontextentity(codePoint: number): void {
    this.#write(String.fromCodePoint(codePoint))
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#html.slice(start, end).toLowerCase()
    this.#tagStart = start
    this.#attribute = ''
    this.#alt = ''
    this.#imageClass = ''
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#tag === 'img' ? this.#html.slice(start, end).toLowerCase() : ''
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute === 'alt') this.#alt += this.#html.slice(start, end)
    else if (this.#attribute === 'class') this.#imageClass += this.#html.slice(start, end)
  }

  onattribentity(codePoint: number): void {
    if (this.#attribute === 'alt') this.#alt += String.fromCodePoint(codePoint)
  }

  onattribend(_quote: QuoteType): void {
    this.#attribute = ''
  }

  onopentagend(end: number): void {
    const tag = this.#tag
    this.#openMark(tag, Math.min(end, this.#tagStart + MAX_TAG_LENGTH))
    this.#openDropped(tag)
    this.#breakAround(tag)
    if (PREFORMATTED.has(tag)) this.#openPreformatted()
    if (this.#alt !== '') this.#takeAlt(this.#alt)
  }

  /** A picture's description. That of an image in place of a character or a formula is text. */
  #takeAlt(alt: string): void {
    const isText = this.#altTexts === undefined || IN_TEXT.test(this.#imageClass) || !HAS_WORD.test(alt)
    if (isText) this.#lines.words(` ${alt} `)
    else if (this.#dropped.depth === 0) this.#altTexts?.push(alt)
  }

  onselfclosingtag(end: number): void {
    if (this.#tag === 'svg') return
    this.onopentagend(end)
  }

  onclosetag(start: number, end: number): void {
    const tag = this.#html.slice(start, end).trim().toLowerCase()
    this.#closeMark(tag)
    this.#closeDropped(tag)
    if (PREFORMATTED.has(tag)) this.#preDepth = Math.max(0, this.#preDepth - 1)
    this.#breakAround(tag)
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #write(written: string): void {
    const text = written.includes(CODE_LINE) ? written.replaceAll(CODE_LINE, '') : written
    if (this.#preDepth > 0) this.#lines.verbatim(text)
    else this.#lines.words(text)
  }

  #breakAround(tag: string): void {
    if (tag === 'br') this.#lines.newLine()
    else if (BLOCKS.has(tag)) this.#lines.boundary()
    else if (CELLS.has(tag)) this.#lines.words(' ')
  }

  #openPreformatted(): void {
    this.#preDepth += 1
    this.#lines.skipNextLineBreak()
  }

  #openMark(tag: string, end: number): void {
    if (BLOCKS.has(tag)) this.#mark = undefined
    const source = MARK_ELEMENTS.has(tag) ? this.#html.slice(this.#tagStart, end) : ''
    if (source === '') return
    if (beginsInlineNote(tag, source)) this.#lines.words(' ')
    // An element in one of its own kind means that the outer one was never closed.
    const outer = this.#mark?.candidate.element === tag ? undefined : this.#mark
    const candidate = candidateOf(tag, source, outer?.candidate)
    this.#mark = candidate && { candidate, from: outer?.from ?? this.#lines.mark() }
  }

  #closeMark(tag: string): void {
    if (this.#mark?.candidate.element !== tag) return
    const { candidate, from } = this.#mark
    this.#mark = undefined
    const treatment = treatMark(candidate, this.#lines.since(from), this.#lines.before(from))
    if (treatment === 'drop') this.#lines.rewind(from)
    else if (treatment === 'apart') this.#lines.insertSpace(from)
  }

  #openDropped(tag: string): void {
    if (this.#dropped.depth > 0) {
      if (tag === this.#dropped.name) this.#dropped.depth += 1
    } else if (DROPPED.has(tag)) {
      this.#dropped = { name: tag, depth: 1, from: this.#lines.mark() }
    }
  }

  /** Only a closed element is dropped: one that is never closed must not swallow the rest of the page. */
  #closeDropped(tag: string): void {
    if (this.#dropped.depth === 0 || tag !== this.#dropped.name) return
    this.#dropped.depth -= 1
    if (this.#dropped.depth === 0) this.#lines.rewind(this.#dropped.from)
  }
}

const LINE_START = /^(?=[^\r\n])|(?<=\n)(?=[^\r\n])/g
const NEXT_LINE_START = /(?<=\n)(?=[^\r\n])/g
const EMPTY_CODE_LINE = new RegExp(`^${CODE_LINE}[ \\t]*$`, 'gm')

/** Collects text, collapsing white space as a browser does. */
class LineWriter {
  readonly #chunks: string[] = []
  /** The last character written; at the start, a line break. */
  #last = '\n'
  #skipLineBreak = false
  readonly #codeLines: boolean

  constructor(codeLines: boolean) {
    this.#codeLines = codeLines
  }

  text(): string {
    const text = this.#chunks.join('')
    return this.#codeLines ? text.replace(EMPTY_CODE_LINE, '') : text
  }

  /** Writes text. A run of white space becomes one space, and none at the start of a line. */
  words(text: string): void {
    const collapsed = text.replace(NOT_ONE_SPACE, ' ')
    const afterSpace = this.#last === ' ' || this.#last === '\n'
    this.#push(afterSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed)
  }

  verbatim(text: string): void {
    const lines = this.#skipLineBreak ? text.replace(/^\r?\n/, '') : text
    if (!this.#codeLines) this.#push(lines)
    else this.#push(lines.replace(this.#last === '\n' ? LINE_START : NEXT_LINE_START, CODE_LINE))
  }

  newLine(): void {
    this.#push('\n')
  }

  boundary(): void {
    if (this.#last !== '\n') this.#push('\n')
  }

  /** HTML ignores a line break directly after `<pre>`. */
  skipNextLineBreak(): void {
    this.#skipLineBreak = true
  }

  mark(): number {
    return this.#chunks.length
  }

  /** The text written since a mark. */
  since(mark: number): string {
    return this.#chunks.slice(mark).join('')
  }

  /** The end of the text before a mark. */
  before(mark: number): string {
    return this.#chunks[mark - 1]?.slice(-20) ?? ''
  }

  insertSpace(mark: number): void {
    this.#chunks.splice(mark, 0, ' ')
  }

  rewind(mark: number): void {
    this.#chunks.length = mark
    this.#last = this.#chunks.at(-1)?.at(-1) ?? '\n'
  }

  #push(text: string): void {
    if (text === '') return
    this.#skipLineBreak = false
    this.#chunks.push(text)
    this.#last = text.at(-1) ?? this.#last
  }
}
