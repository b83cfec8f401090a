import { printable } from '../core/printable.ts'
import type { CommentHit, Piece, PostHit, SearchAnswer } from '../search/answer/answer.ts'
import type { Debug } from '../search/answer/debug-answer.ts'
import { asTextLabel, leftOutText } from '../search/answer/left-out.ts'
import { offerText } from '../search/answer/message.ts'
import { shownFragment } from '../service/pages/fragment.ts'
import { headlineAsText } from '../service/pages/headline.ts'
import { safeLink } from '../service/pages/links.ts'
import { textsOf } from '../service/pages/texts/texts.ts'
import { inLines } from './in-lines.ts'

/** Makes a text bold where the output can show that. */
export type Bold = (text: string) => string

type TextOptions = { bold: Bold; siteUrl: string | undefined }

/** An answer as text for a terminal: the headline of the page and other spellings, numbered results with their comments, and the terms and tables of debugging. Paths lead to `siteUrl`. */
export function answerAsText(answer: SearchAnswer, { bold, siteUrl }: TextOptions): string {
  const { query, page, size, results, debug } = answer
  const first = (page - 1) * size + 1
  const [headline = '', ...below] = headlineAsText(answer, textsOf('en'))
  const lines = [
    ...(debug === undefined ? [] : [`Terms: ${termsOf(answer)}`]),
    bold(printable(headline)),
    ...below.map((line) => printable(line)),
    ...(query.offered === undefined ? [] : [printable(offerText(query.offered))]),
    ...(query.excluded === undefined ? [] : [printable(leftOut(query))]),
  ]
  const told = lines.map((line) => inLines(line)).join('\n')
  const posts = results.map((post, i) => {
    const score = debug !== undefined && post.score !== 0 ? [rounded(post.score)] : []
    return postAsText(post, { number: first + i, bold, siteUrl, score })
  })
  const parts = [told, ...posts, ...(debug === undefined ? [] : [debugAsText(debug)])]
  return `${parts.join('\n\n').trimEnd()}\n`
}

function termsOf({ terms }: SearchAnswer): string {
  return terms.map(({ term, score }) => `${printable(term)} (${rounded(score)})`).join(', ') || 'none'
}

function leftOut({ excluded = [], withExcluded }: SearchAnswer['query']): string {
  const told = leftOutText(excluded)
  return withExcluded === undefined ? told : `${told} ${asTextLabel(excluded)}: ${withExcluded}`
}

type PostOptions = TextOptions & { number: number; score: readonly string[] }

/** A post: its title, facts, what was found in it, its comments, and its address. */
function postAsText(post: PostHit, { number, bold, siteUrl, score }: PostOptions): string {
  const { title, text } = post.highlights
  const similar = post.similar === true ? ['similar in meaning'] : []
  const facts = [...similar, post.date?.slice(0, 10), post.author, ...post.categories, ...score]
  const indent = ' '.repeat(`${number}. `.length)
  const line = (shown: string) => inLines(shown, indent)
  return [
    `${number}. ${inLines(piecesAsText(title, bold), indent).trimStart()}`,
    ...[facts.filter((fact) => typeof fact === 'string').map(printable)]
      .filter((known) => known.length > 0)
      .map((known) => line(known.join(' · '))),
    ...text.map((fragment) => line(fragmentAsText(fragment, bold))),
    ...post.comments.map((comment) => commentAsText(comment, { bold, siteUrl, indent })),
    indent + addressOf(post.url, siteUrl),
  ].join('\n')
}

function commentAsText(
  comment: CommentHit,
  { bold, siteUrl, indent }: TextOptions & { indent: string },
): string {
  const by = comment.author === null ? 'Comment' : `Comment by ${printable(comment.author)}`
  const day = comment.date?.slice(0, 10)
  return [
    inLines(day === undefined ? by : `${by}, ${printable(day)}`, `${indent}| `),
    ...comment.highlights.map((fragment) => inLines(fragmentAsText(fragment, bold), `${indent}| `)),
    `${indent}| ${addressOf(comment.url, siteUrl)}`,
  ].join('\n')
}

/** The whole address of a post, so that a terminal makes a link of it. */
function addressOf(url: string, siteUrl: string | undefined): string {
  return printable(safeLink(url, siteUrl) ?? url)
}

function fragmentAsText(fragment: readonly Piece[], bold: Bold): string {
  const { before, pieces, after } = shownFragment(fragment)
  return before + piecesAsText(pieces, bold) + after
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
