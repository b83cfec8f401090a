import { styleText } from 'node:util'
import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import { DEFAULT_SINCE } from '../index/insights/period.ts'
import { readInsights } from '../index/insights/read-insights.ts'
import type { InsightsAnswer } from '../index/insights/report.ts'
import { createContext, searchContext } from '../service/context.ts'
import { forOutput } from './in-lines.ts'
import { insightsAsCsv, insightsAsMarkdown, insightsAsText } from './insights-text.ts'

type Options = { since: string; json?: true; csv?: true; report?: true }

/** `blog-search insights`: what readers looked for, as text, JSON, CSV or a report in Markdown. */
export function insightsCommand(): Command {
  return new Command('insights')
    .description('tell what readers looked for and did not find')
    .option('--since <when>', 'from when on: days such as 30d, or a day such as 2026-11-01', DEFAULT_SINCE)
    .option('--json', 'print JSON, the same as over HTTP')
    .option('--csv', 'print CSV: one row for each query of each list')
    .option('--report', 'print a report in Markdown')
    .action(async (options: Options) => {
      const formats = (['json', 'csv', 'report'] as const).filter((name) => options[name] === true)
      if (formats.length > 1) {
        throw new InputError(
          `expected one of --json, --csv and --report, got ${formats.map((f) => `--${f}`).join(' and ')}`,
        )
      }
      const ctx = createContext(readSettings())
      try {
        const insights = await readInsights(searchContext(ctx), options.since)
        const text = format(insights, formats[0])
        process.stdout.write(formats.length === 0 ? forOutput(text) : text)
      } finally {
        await ctx.client.close()
      }
    })
}

function format(insights: InsightsAnswer, as: 'json' | 'csv' | 'report' | undefined): string {
  if (as === 'json') return `${JSON.stringify(insights, null, 2)}\n`
  if (as === 'csv') return insightsAsCsv(insights)
  if (as === 'report') return insightsAsMarkdown(insights)
  return insightsAsText(insights, (text) => styleText('bold', text))
}
