import { printable } from '../core/printable.ts'
import type { CommentHit, Piece, PostHit, SearchAnswer } from '../search/answer/answer.ts'
import type { Debug } from '../search/answer/debug-answer.ts'
import { asTextLabel, leftOutText } from '../search/answer/left-out.ts'
import { offerText } from '../search/answer/message.ts'

/** Makes a text bold where the output can show that. */
export type Bold = (text: string) => string

/** An answer as text for a terminal: the message and other spellings, numbered results with their comments, and the terms and tables of debugging. */
export function answerAsText(answer: SearchAnswer, bold: Bold): string {
  const { query, total, page, size, results, debug } = answer
  const first = (page - 1) * size + 1
  const count = `${total.relation === 'gte' ? 'at least ' : ''}${total.value}`
  return [
    debug === undefined
      ? undefined
      : `Terms: ${answer.terms.map(({ term, score }) => `${printable(term)} (${rounded(score)})`).join(', ') || 'none'}`,
    query.message === undefined ? undefined : printable(query.message),
    query.offered === undefined ? undefined : printable(offerText(query.offered)),
    query.excluded === undefined ? undefined : printable(leftOut(query)),
    `Results: ${count}${results.length > 0 ? `, here ${first} to ${first + results.length - 1}` : ''}`,
    ...results.map((post, i) => `\n${postAsText(post, first + i, bold)}`),
    debug === undefined ? undefined : `\n${debugAsText(debug)}`,
  ]
    .filter((part) => part !== undefined)
    .join('\n')
    .concat('\n')
}

function leftOut({ excluded = [], withExcluded }: SearchAnswer['query']): string {
  const told = leftOutText(excluded)
  return withExcluded === undefined ? told : `${told} ${asTextLabel(excluded)}: ${withExcluded}`
}

function postAsText(post: PostHit, number: number, bold: Bold): string {
  const { title, text } = post.highlights
  const similar = post.similar === true ? ['similar in meaning'] : []
  const facts = [...similar, post.date?.slice(0, 10), post.author, ...post.categories, ...scoreOf(post)]
  return [
    `${number}. ${piecesAsText(title, bold)}`,
    `   ${printable(post.url)}`,
    `   ${facts
      .filter((fact) => typeof fact === 'string')
      .map(printable)
      .join(' · ')}`,
    ...text.map((fragment) => `   ${piecesAsText(fragment, bold)}`),
    ...post.comments.map((comment) => commentAsText(comment, bold)),
  ].join('\n')
}

/** The score as text: none where posts are listed without a text to search for. */
function scoreOf({ score }: PostHit): string[] {
  return score === 0 ? [] : [rounded(score)]
}

function commentAsText(comment: CommentHit, bold: Bold): string {
  const facts = [comment.author ?? 'somebody', comment.date?.slice(0, 10)].filter(
    (fact) => fact !== undefined,
  )
  return [
    `   > ${facts.map(printable).join(', ')}: ${printable(comment.url)}`,
    ...comment.highlights.map((fragment) => `     ${piecesAsText(fragment, bold)}`),
  ].join('\n')
}

function piecesAsText(pieces: readonly Piece[], bold: Bold): string {
  return pieces.map(({ text, hit }) => (hit ? bold(printable(text)) : printable(text))).join('')
}

function debugAsText(debug: Debug): string {
  return [
    table(
      ['term', 'score', 'title boost', 'text boost'],
      debug.terms.map(({ term, score, titleBoost, textBoost }) => [term, score, titleBoost, textBoost]),
    ),
    table(
      ['word', 'known'],
      debug.words.map(({ word, known }) => [word, known ? 'yes' : 'no']),
    ),
    table(
      ['suggester', 'word', 'option', 'score', 'documents', 'outcome', 'why'],
      debug.suggestions.map((row) => [
        row.suggester,
        row.word,
        row.option,
        row.score,
        row.freq,
        row.outcome,
        row.why,
      ]),
    ),
    ...debug.hits.map(({ id, score, points }) =>
      table(
        [id, rounded(score)],
        points.map(({ clause, points }) => [clause, points]),
      ),
    ),
    ...debug.requests.map(
      ({ ms, path, searches }) => `POST ${path} (${rounded(ms)} ms)\n${JSON.stringify(searches, null, 2)}\n`,
    ),
  ].join('\n')
}

/** Rows in columns as wide as their widest cell. */
function table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [columns, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'number' ? rounded(cell) : printable(cell))),
  )
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)))
  const lines = cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return `${[lines[0], rule, ...lines.slice(1)].join('\n')}\n`
}

function rounded(value: number): string {
  return String(Math.round(value * 1e4) / 1e4)
}
