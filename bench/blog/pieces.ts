/** A sentence of prose, or a heading, list or piece of code that stands for itself. Joined, the parts are its text; every second one is a word that another may stand for. */
export type Piece = { block: boolean; parts: string[] }

/** Longer ones would make posts of one piece. */
const MAX_LENGTH = 2_000
const FENCE = /^\s*(?:```|~~~)/
/** Headings, lists, quotes, tables, indented code, HTML. */
const NO_PROSE = /^(?:[#>|<*+~`-]| {4}|\t|\d+\.\s)/
const SENTENCE_END = /(?<=[.!?])\s+/
const WORD = /(?<=^|\s)(\p{Ll}{4,})(?=[\s.,;:!?]|$)/gu

/** The pieces of a post's Markdown, in their order. */
export function cutIntoPieces(text: string): Piece[] {
  return paragraphsOf(text).flatMap((paragraph) => {
    const block = NO_PROSE.test(paragraph) || paragraph.includes('```')
    const texts = block ? [paragraph] : paragraph.split(SENTENCE_END)
    return texts
      .map((piece) => (block ? piece : piece.trim()))
      .filter((piece) => piece.length > 0 && piece.length <= MAX_LENGTH)
      .map((piece) => ({ block, parts: piece.split(WORD) }))
  })
}

/** The pieces of a comment's HTML: its sentences. */
export function cutComment(html: string): Piece[] {
  return cutIntoPieces(html.replace(/<\/?(?:p|br|div|blockquote)[^>]*>/gi, '\n\n'))
}

/** What empty lines part; those inside fenced code do not. */
function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = []
  let lines: string[] = []
  let fenced = false
  for (const line of [...text.split('\n'), '']) {
    if (FENCE.test(line)) fenced = !fenced
    if (line.trim() !== '' || fenced) {
      lines.push(line)
      continue
    }
    if (lines.length > 0) paragraphs.push(lines.join('\n'))
    lines = []
  }
  return lines.length > 0 ? [...paragraphs, lines.join('\n')] : paragraphs
}

/** The words of a piece that others may stand for. */
export function wordsOfPiece({ parts }: Piece): string[] {
  return parts.filter((_, i) => i % 2 === 1)
}
