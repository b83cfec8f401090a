import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { printable } from '../core/printable.ts'
import { createClient } from '../elastic/client.ts'
import { type PopularityReport, updatePopularity } from '../index/popularity/popularity.ts'
import { readViews } from '../index/popularity/read-views.ts'

/** `blog-search popularity <csv>`: tells the search how often posts are viewed. Exits with 1 if no row belongs to a post. */
export function popularityCommand(): Command {
  return new Command('popularity')
    .description('let posts that are viewed often come first among those that match alike')
    .argument('<csv>', 'a file with the columns "url" or "id", and "views"')
    .option('--json', 'print the report as JSON')
    .action(async (path: string, options: { json?: true }) => {
      const config = readSettings()
      const client = createClient(config.elasticsearch)
      try {
        const report = await updatePopularity(client, config.indexPrefix, readViews(path))
        process.stdout.write(options.json === true ? `${JSON.stringify(report)}\n` : asText(report))
        if (report.updated + report.unchanged === 0) process.exitCode = 1
      } finally {
        await client.close()
      }
    })
}

function asText({ updated, unchanged, unknown }: PopularityReport): string {
  const lines = [
    `popularity: ${updated} posts changed, ${unchanged} as they were`,
    ...(unknown.count > 0 ? [`  rows of no post: ${unknown.count}`] : []),
    ...unknown.first.map((row) => `    ${printable(row)}`),
  ]
  return `${lines.join('\n')}\n`
}
