import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import { printable } from '../core/printable.ts'
import { type Curation, NO_CURATION } from '../search/curation/curation.ts'
import { readRules } from '../search/curation/read-rules.ts'
import type { Rule } from '../search/curation/rule.ts'
import { type CommandContext, createContext, searchContext } from '../service/context.ts'
import { effectsOf, queriesToAsk } from '../service/curation/check-rules.ts'
import { activeToday, bothRules, readAllRules } from '../service/curation/watch-curation.ts'
import { compareRuns } from '../tools/evaluation/compare.ts'
import { readQueries } from '../tools/evaluation/judged-query.ts'
import { formatComparison } from '../tools/evaluation/report.ts'
import { askJudged } from '../tools/evaluation/run.ts'
import { isJudged } from '../tools/evaluation/unjudged.ts'

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
  const rules = {
    before: before.length === 0 ? NO_CURATION : activeToday(before),
    after: after.length === 0 ? NO_CURATION : activeToday(after),
  }
  const { effects } = await effectsOf(ctx, rules, await queriesToAsk(ctx, after))
  const comparison = queries === undefined ? undefined : await compareJudged(ctx, rules, queries)
  if (json === true) {
    const told = { changed: effects, ...(comparison !== undefined && { comparison }) }
    process.stdout.write(`${JSON.stringify(told)}\n`)
    return
  }
  const lines = effects.flatMap(({ query, changes }) => [query, ...changes.map((change) => `  ${change}`)])
  process.stdout.write(
    `${(lines.length === 0 ? ['The rules change nothing.'] : lines).map((line) => printable(line)).join('\n')}\n`,
  )
  if (comparison !== undefined) process.stdout.write(`\n${formatComparison(comparison)}\n`)
}

/** How well judged queries find their posts without and with the rules. */
async function compareJudged(
  ctx: CommandContext,
  rules: { before: Curation; after: Curation },
  path: string,
) {
  const judged = (await readQueries(path, undefined)).filter(isJudged)
  const ask = async (current: Curation) => {
    const context = searchContext({ ...ctx, curation: { current } })
    const outcomes = []
    for (const one of judged) outcomes.push(await askJudged(context, one, ctx.config))
    return outcomes
  }
  return compareRuns(await ask(rules.before), await ask(rules.after))
}
