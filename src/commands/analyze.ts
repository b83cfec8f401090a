import { Command } from 'commander'
import { analyzeText } from '../content/documents/analyze-text.ts'
import { tidyLine } from '../content/documents/tidy-text.ts'
import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import type { Language } from '../core/language.ts'
import type { Analysis } from '../elastic/analyze.ts'
import { createClient } from '../elastic/client.ts'
import { installedModel } from '../meaning/installed.ts'
import { asksForMeaning } from '../search/meaning/meaning.ts'
import { parseSearchRequest } from '../search/request/request.ts'
import { warnOfIndexes } from './failure.ts'

/** Characters of a text at most: few enough to stay below the 10,000 tokens that Elasticsearch makes of one text. */
const MAX_LENGTH = 2_000

/** `blog-search analyze "C++ and node.js"`: the tokens that the live index makes of a text. */
export function analyzeCommand(): Command {
  return new Command('analyze')
    .description('show the tokens that each analyzer of the live posts index makes of a text')
    .argument('<text...>', 'what to read; behind -- it may start with a dash')
    .option('--json', 'print the tokens as JSON')
    .action(async (words: string[], options: { json?: true }) => {
      const config = readSettings()
      const text = readText(words)
      const client = createClient(config.elasticsearch)
      try {
        const alias = `${config.indexPrefix}-posts`
        const analyses = await analyzeText(client, alias, text, config.language)
        const meaning = meaningOf(text, config)
        process.stdout.write(
          options.json === true
            ? `${JSON.stringify({ text, analyses, ...(meaning && { meaning }) }, null, 2)}\n`
            : `${asText(text, analyses)}${meaning === undefined ? '' : meaningAsText(meaning)}`,
        )
        await warnOfIndexes(config)
      } finally {
        await client.close()
      }
    })
}

/** The text, tidied as documents and queries are when they are read. */
function readText(words: readonly string[]): string {
  const text = tidyLine(words.join(' '))
  if (text.length > MAX_LENGTH) {
    throw new InputError(`text: expected at most ${MAX_LENGTH} characters, got ${text.length}`)
  }
  return text
}

/** The model that is installed, and whether it is asked for this query too; undefined without a model. */
function meaningOf(
  text: string,
  settings: { meaningModel?: string; language: Language; maxQueryLength: number },
): { model: string; asked: boolean } | undefined {
  const model = installedModel(settings)
  if (model === undefined) return undefined
  const parsed = parseSearchRequest(new URLSearchParams({ q: text }), settings)
  return { model: model.name, asked: parsed.ok && asksForMeaning(parsed.input, settings.language) }
}

function meaningAsText({ model, asked }: { model: string; asked: boolean }): string {
  const what = asked
    ? 'As a query, this text is searched for by its meaning, too.'
    : 'As a query, this text is searched for by words alone: it has fewer than two words that say something, or asks for words exactly.'
  return `\nmeaning (${model})\n  ${what}\n`
}

/** The analyses for a terminal: one table each, with a line for each position in the text. */
function asText(text: string, analyses: readonly Analysis[]): string {
  return analyses.map((analysis) => `${heading(analysis)}\n${table(text, analysis)}`).join('\n')
}

function heading({ name, indexed, searched }: Analysis): string {
  const fields = indexed.join(', ')
  if (fields === searched.join(', ')) return `${name} (indexes and searches ${fields})`
  return `${name} (${indexed.length > 0 ? `indexes ${fields}` : `searches ${searched.join(', ')}`})`
}

function table(text: string, { tokens }: Analysis): string {
  const lines = new Map<string, string[]>()
  for (const { token, position, start, end } of tokens) {
    const place = `${position}\t${start}-${end}\t${text.slice(start, end)}`
    lines.set(place, [...(lines.get(place) ?? []), token])
  }
  const rows = [...lines].map(([place, found]) => [...place.split('\t'), found.join(' ')])
  return [['place', 'from-to', 'text', 'tokens'], ...rows].map((row) => aligned(row, rows)).join('')
}

function aligned(row: readonly string[], rows: readonly string[][]): string {
  const width = (column: number) => Math.max(7, ...rows.map((cells) => cells[column]?.length ?? 0))
  return `  ${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(width(i)))).join('  ')}\n`
}
