import { Command, InvalidArgumentError } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { isStemmed, nameLanguage } from '../core/language.ts'
import { createClient } from '../elastic/client.ts'
import { KEPT_GENERATIONS } from '../elastic/generation.ts'
import { createProgressDisplay } from '../index/reindex/progress.ts'
import { reindex } from '../index/reindex/reindex.ts'
import type { ReindexReport } from '../index/reindex/report.ts'
import { reportAsText } from '../index/reindex/report-text.ts'
import { syncAsText } from '../index/sync/report.ts'
import { sync } from '../index/sync/sync.ts'
import { openVectors } from '../meaning/open-vectors.ts'
import { assertAnswers } from './failure.ts'
import { forOutput } from './in-lines.ts'
import { keepHeapSmall } from './small-heap.ts'
import { openSources, readProjectOf, type SourceFlags, withSourceFlags } from './sources.ts'
import { startStep } from './step.ts'
import { listenForStop } from './stop-signal.ts'

type Options = SourceFlags & {
  dryRun?: true
  maxErrors: number
  canaries: boolean
  keep: number
  keepFailed?: true
  replace?: true
  json?: true
}

/** `blog-search reindex <source>...`: replaces the indexes that searches find. Exits with 1 if they were not replaced. */
export function reindexCommand(): Command {
  return withSourceFlags(new Command('reindex'))
    .description('index all posts and comments anew, and let searches find them when all is well')
    .option('--dry-run', 'only print what would be new, changed and gone')
    .option(
      '--max-errors <number>',
      'go on without documents that fail, if they are at most as many',
      parseCount,
      0,
    )
    .option(
      '--replace',
      'let only the sources count: what came by the API goes, what it deleted may come back',
    )
    .option('--no-canaries', 'do not ask whether the new indexes find posts as well as the old')
    .option(
      '--keep <number>',
      'how many generations before the new one to keep',
      parseCount,
      KEPT_GENERATIONS,
    )
    .option('--keep-failed', 'keep indexes that must not go live, to look at them')
    .option('--json', 'print the report as one JSON object')
    .action(runReindex)
}

async function runReindex(given: string[], options: Options): Promise<void> {
  keepHeapSmall()
  const project = readProjectOf(options)
  const config = readSettings(project)
  const sources = await openSources(given, options, { project, config })
  const client = createClient(config.elasticsearch)
  const meaning = options.dryRun === true ? undefined : openVectors(client, config)
  const display = createProgressDisplay(process.stderr)
  const stopping = listenForStop()
  try {
    const { signal } = stopping
    await assertAnswers(client)
    if (options.dryRun === true) {
      const { replace = false, maxErrors } = options
      const whole = { dryRun: true, force: true, everything: true, replace, maxErrors }
      const step = startStep('read')
      const dry = sync({ client, config, signal, onItem: step.add }, sources, whole)
      const report = await dry.finally(step.end)
      process.stdout.write(
        options.json === true ? `${JSON.stringify(report)}\n` : forOutput(syncAsText(report)),
      )
      if (report.refused !== undefined) process.exitCode = 1
      return
    }
    if (!isStemmed(config.language))
      process.stderr.write(`The language is ${nameLanguage(config.language)}.\n`)
    const report = await reindex(
      { client, config, signal, meaning, onProgress: display.show },
      sources,
      options,
    )
    display.stop()
    printReport(report, options.json === true)
    if (!report.swapped) process.exitCode = 1
  } finally {
    display.stop()
    stopping.dispose()
    await meaning?.close()
    await client.close()
  }
}

/** A success goes to standard output, a failure to standard error. JSON always goes to standard output. */
function printReport(report: ReindexReport, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else {
    const output = report.swapped ? process.stdout : process.stderr
    output.write(forOutput(reportAsText(report), output))
  }
}

function parseCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Expected a whole number from 0.')
}
