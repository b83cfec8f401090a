import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import { printable } from '../core/printable.ts'
import { readInsights } from '../index/insights/read-insights.ts'
import type { PostHit } from '../search/answer/answer.ts'
import { NO_CURATION } from '../search/curation/curation.ts'
import { readRules } from '../search/curation/read-rules.ts'
import type { Rule } from '../search/curation/rule.ts'
import { plainInput } from '../search/request/input.ts'
import type { SearchContext } from '../search/search.ts'
import { type CommandContext, createContext, searchContext } from '../service/context.ts'
import { activeToday, bothRules, readAllRules } from '../service/curation/watch-curation.ts'
import { compareRuns } from '../tools/evaluation/compare.ts'
import { readQueries } from '../tools/evaluation/judged-query.ts'
import { formatComparison } from '../tools/evaluation/report.ts'
import { askJudged } from '../tools/evaluation/run.ts'
import { isJudged } from '../tools/evaluation/unjudged.ts'

/** Results of a query that are compared. */
const SIZE = 10
const SINCE = '90d'

type Options = { queries?: string; json?: true }

/** `blog-search curation check|try`: what the rules of the owner do, before readers see it. */
export function curationCommand(): Command {
  const curation = new Command('curation').description(
    'show what the rules of curation.yaml and of the API change',
  )
  curation
    .command('check')
    .description('ask the most asked queries, and those of the rules, with and without the rules')
    .option('--queries <file>', 'also measure judged queries with and without the rules, as evaluate does')
    .option('--json', 'print what changes as JSON')
    .action((options: Options) =>
      withContext(async (ctx) => compare(ctx, [], await readAllRules(ctx), options)),
    )
  curation
    .command('try')
    .description('the same for the rules of a file that is not live yet, beside those that are')
    .argument('<file>', 'a file such as curation.yaml')
    .option('--queries <file>', 'also measure judged queries with and without the rules of the file')
    .option('--json', 'print what changes as JSON')
    .action((file: string, options: Options) =>
      withContext(async (ctx) => {
        const tried = readRules(file)
        if (tried.length === 0) throw new InputError(`${file}: expected at least one rule, got none`)
        const live = await readAllRules(ctx)
        await compare(ctx, live, bothRules(live, tried), options)
      }),
    )
  return curation
}

async function withContext(run: (ctx: CommandContext) => Promise<void>): Promise<void> {
  const ctx = createContext(readSettings())
  try {
    await run(ctx)
  } finally {
    await ctx.client.close()
  }
}

/** Prints what changes from some rules to others. */
async function compare(
  ctx: CommandContext,
  before: readonly Rule[],
  after: readonly Rule[],
  { queries, json }: Options,
): Promise<void> {
  const [without, withRules] = [before, after].map((rules) =>
    searchContext({ ...ctx, curation: { current: rules.length === 0 ? NO_CURATION : activeToday(rules) } }),
  )
  if (without === undefined || withRules === undefined) return
  const changed = await changesOf(ctx, [without, withRules], after)
  const comparison =
    queries === undefined
      ? undefined
      : await compareJudged(queries, [without, withRules], ctx.config.maxQueryLength)
  if (json === true) {
    process.stdout.write(`${JSON.stringify({ changed, ...(comparison !== undefined && { comparison }) })}\n`)
    return
  }
  const lines = changed.flatMap(({ query, changes }) => [query, ...changes.map((change) => `  ${change}`)])
  process.stdout.write(
    `${(lines.length === 0 ? ['The rules change nothing.'] : lines).map((line) => printable(line)).join('\n')}\n`,
  )
  if (comparison !== undefined) process.stdout.write(`\n${formatComparison(comparison)}\n`)
}

/** What changes for each query that readers ask or that the rules name. */
async function changesOf(
  ctx: CommandContext,
  [without, withRules]: readonly [SearchContext, SearchContext],
  after: readonly Rule[],
): Promise<{ query: string; changes: string[] }[]> {
  const changed: { query: string; changes: string[] }[] = []
  for (const query of await queriesToAsk(ctx, after)) {
    const [then, now] = [
      await ctx.search(without, plainInput(query, { size: SIZE })),
      await ctx.search(withRules, plainInput(query, { size: SIZE })),
    ]
    const changes = [
      ...movesOf(then.results, now.results),
      ...(then.total.value === now.total.value ? [] : [`found: ${then.total.value} → ${now.total.value}`]),
      ...(now.query.notes ?? []).map((note) => `readers are told: ${note}`),
      ...(now.query.redirect === undefined ? [] : [`leads to ${now.query.redirect}`]),
    ]
    if (changes.length > 0) changed.push({ query, changes })
  }
  return changed
}

/** How well judged queries find their posts without and with the rules. */
async function compareJudged(
  path: string,
  [without, withRules]: readonly [SearchContext, SearchContext],
  maxQueryLength: number,
) {
  const judged = (await readQueries(path, undefined)).filter(isJudged)
  const ask = async (context: SearchContext) => {
    const outcomes = []
    for (const one of judged) outcomes.push(await askJudged(context, one, maxQueryLength))
    return outcomes
  }
  return compareRuns(await ask(without), await ask(withRules))
}

/** The queries of the rules, and the most asked ones of the last months. */
async function queriesToAsk(ctx: CommandContext, rules: readonly Rule[]): Promise<string[]> {
  const { top, nothingFound } = await readInsights(searchContext(ctx), SINCE)
  const asked = [...top, ...nothingFound].map(({ query }) => query)
  const own = rules.flatMap(({ when, synonyms = [], ...rule }) => [
    ...(when === undefined ? [] : [when.query]),
    ...synonyms.flatMap((line) => line.split(/,|=>/).map((name) => name.trim())),
    ...(rule['never-correct'] ?? []),
  ])
  return [...new Set([...own, ...asked])]
}

/** The posts that moved, came or went: `"Rye bread": 3 → 1`. */
function movesOf(before: readonly PostHit[], after: readonly PostHit[]): string[] {
  const placeIn = (results: readonly PostHit[], id: string) => {
    const at = results.findIndex((post) => post.id === id)
    return at < 0 ? '–' : String(at + 1)
  }
  const posts = new Map([...before, ...after].map((post) => [post.id, post]))
  return [...posts.values()].flatMap(({ id, title }) => {
    const [from, to] = [placeIn(before, id), placeIn(after, id)]
    return from === to ? [] : [`“${title}”: ${from} → ${to}`]
  })
}
