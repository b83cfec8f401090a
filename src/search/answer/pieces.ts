import { CODE_LINE, withoutAnalysisMarks } from '../../content/documents/index-marks.ts'
import { HIT_END, HIT_START } from '../query/highlight.ts'
import type { Piece } from './answer.ts'

/** The end of a hit and the beginning of the next, with at most a sign between, as in "node.js". */
const BETWEEN_HITS = new RegExp(`${HIT_END}([\\p{P}\\p{S}]?)${HIT_START}`, 'gu')
/** Hits before their sign: of "™", which is read as "TM", and of "½", which is read as "1⁄2", the index knows only where they begin. */
const HITS_BEFORE_SIGN = new RegExp(`(?:${HIT_START}${HIT_END})+([^\\s${HIT_START}${HIT_END}])`, 'gu')
/** The hyphen of a compound of which only the second half is a hit. The index takes it for a part of that half. */
const HYPHEN_IN_HIT = new RegExp(`(?<=[\\p{L}\\p{M}\\p{N}])${HIT_START}-`, 'gu')

/** The pieces of a highlighted fragment: text on one line, code with its line breaks. Hits with only a sign between them become one. */
export function toPieces(fragment: string): Piece[] {
  const text = withoutAnalysisMarks(fragment)
    .replace(HITS_BEFORE_SIGN, `${HIT_START}$1${HIT_END}`)
    .replace(BETWEEN_HITS, '$1')
    .replace(HYPHEN_IN_HIT, `-${HIT_START}`)
  if (!text.includes(CODE_LINE)) return hitPieces(onOneLine(text))
  return codeAndText(text).flatMap(({ code, lines }, i) => {
    const pieces = code
      ? hitPieces(lines.join('\n').trimEnd()).map((piece) => ({ ...piece, code }))
      : hitPieces(onOneLine(lines.join('\n')))
    return i > 0 ? [plainPiece('\n'), ...pieces] : pieces
  })
}

/** The runs of lines that are code, and those that are not. An empty line is part of what it follows. */
function codeAndText(text: string): { code?: true; lines: string[] }[] {
  const runs: { code?: true; lines: string[] }[] = []
  for (const line of text.split('\n')) {
    const isCode = line.startsWith(CODE_LINE)
    const run = runs.at(-1)
    if (run !== undefined && (line === '' || isCode === (run.code === true))) {
      run.lines.push(line.replace(CODE_LINE, ''))
    } else if (line.trim() !== '') {
      runs.push({ ...(isCode && { code: true }), lines: [line.replace(CODE_LINE, '')] })
    }
  }
  return runs
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function hitPieces(text: string): Piece[] {
  return text
    .split(HIT_START)
    .flatMap((part, i) => {
      if (i === 0) return [plainPiece(part)]
      const [hit = '', ...rest] = part.split(HIT_END)
      return [{ text: hit, hit: true }, plainPiece(rest.join(''))]
    })
    .filter((piece) => piece.text !== '')
}

/** A text without hits, as one piece. */
export function plainPiece(text: string): Piece {
  return { text, hit: false }
}
